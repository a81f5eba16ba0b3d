namespace Runnel;

/// <summary>A source that the model drew on: a <see cref="UrlSource"/> or a <see cref="DocumentSource"/>.</summary>
/// <param name="Id">The source's id; unique within the stream.</param>
public abstract record SourcePart(string Id) : ITextStreamPart<IToolSet>;

/// <summary>A page on the web.</summary>
/// <param name="Id">The source's id; unique within the stream.</param>
/// <param name="Url">Where it is, as the model's provider writes it: text, because not every provider's is a valid URI.</param>
public sealed record UrlSource(string Id, string Url) : SourcePart(Id)
{
    /// <summary>The page's title; <see langword="null"/> where the provider gives none.</summary>
    public string? Title { get; init; }
}

/// <summary>A document that the model was given or has found.</summary>
/// <param name="Id">The source's id; unique within the stream.</param>
/// <param name="MediaType">Its IANA media type, such as <c>application/pdf</c>.</param>
/// <param name="Title">The document's title.</param>
public sealed record DocumentSource(string Id, string MediaType, string Title) : SourcePart(Id)
{
    /// <summary>Its file name; <see langword="null"/> where the provider gives none.</summary>
    public string? FileName { get; init; }
}
