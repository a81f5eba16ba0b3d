namespace Runnel.Testing;

/// <summary>How a <see cref="RunnelTestHost"/> runs.</summary>
public sealed record RunnelTestHostOptions
{
    /// <summary>
    /// Whether live readers are given chunks that were decoded from their JSON, as they are in another process or later on; else they may be
    /// given the objects that the task wrote, as in production. Default <see langword="true"/>.
    /// </summary>
    public bool RoundTrip { get; init; } = true;

    /// <summary>The host's clock, which its services get as their <see cref="TimeProvider"/>. Default a new one; two hosts of one store share theirs.</summary>
    public VirtualTime Time { get; init; } = new();

    /// <summary>
    /// How long to wait, in real time, for a host that does not come to rest, does not bring what a test awaits, or does not stop. Default 30 s; it
    /// never decides whether a test passes that does not hang.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
