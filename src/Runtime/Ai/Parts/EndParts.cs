using System.Text.Json;
using Runnel.Ai;

namespace Runnel;

/// <summary>The stream was cancelled before it was complete; the last part.</summary>
public sealed record AbortPart : ITextStreamPart<IToolSet>
{
    /// <summary>Why; <see langword="null"/> where it is not known.</summary>
    public string? Reason { get; init; }
}

/// <summary>The model, or the connection to it, failed. A tool's failure is a part of the tool.</summary>
/// <param name="Error">What went wrong.</param>
public sealed record ErrorPart(TaskError Error) : ITextStreamPart<IToolSet>;

/// <summary>
/// What has no form here: a provider's own event, or a part of a type that this build does not know (then the whole part, so that a newer
/// writer does not stop an older reader). Two are equal when they hold the same JSON value.
/// </summary>
/// <param name="RawValue">The JSON.</param>
public sealed record RawPart(JsonElement RawValue) : ITextStreamPart<IToolSet>
{
    /// <inheritdoc/>
    public bool Equals(RawPart? other) => other is not null && JsonValue.Equal(RawValue, other.RawValue);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)RawValue.ValueKind;
}
