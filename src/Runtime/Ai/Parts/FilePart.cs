namespace Runnel;

/// <summary>A file that the model made, such as an image. Two are equal when their bytes are.</summary>
/// <param name="MediaType">Its IANA media type, such as <c>image/png</c>.</param>
/// <param name="Data">Its bytes; not to be changed after the part was written.</param>
public sealed record FilePart(string MediaType, ReadOnlyMemory<byte> Data) : ITextStreamPart<IToolSet>
{
    /// <inheritdoc/>
    public bool Equals(FilePart? other) => other is not null && MediaType == other.MediaType && Data.Span.SequenceEqual(other.Data.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MediaType, Data.Length);
}
