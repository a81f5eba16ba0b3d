using System.Text.Json.Serialization.Metadata;

namespace Runnel.Testing;

/// <summary>How captured streams keep their chunks.</summary>
public sealed record CaptureOptions
{
    /// <summary>
    /// Whether readers are given chunks that were decoded from their JSON, as they are in another process or later on; else the objects that
    /// the task wrote. Default <see langword="true"/>. Either way a chunk that does not serialize fails its write.
    /// </summary>
    public bool RoundTrip { get; init; } = true;

    /// <summary>
    /// The JSON contracts of chunks, such as a <c>JsonSerializerContext</c>: what the host passes to <see cref="RunnelBuilder.AddJson"/>.
    /// Default none: reflection finds them, where the test has it on.
    /// </summary>
    public IJsonTypeInfoResolver? Json { get; init; }

    /// <summary>
    /// How long to wait, in real time, for what a test awaits before it is told that this does not come. Default 30 s; it never decides whether
    /// a test passes that does not hang.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
