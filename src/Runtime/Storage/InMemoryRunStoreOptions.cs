namespace Runnel.Storage;

/// <summary>How the in-memory store keeps runs.</summary>
public sealed record InMemoryRunStoreOptions
{
    /// <summary>How long a finished run is kept. Default one hour.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(1);
}
