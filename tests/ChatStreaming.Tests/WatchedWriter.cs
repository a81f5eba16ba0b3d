namespace ChatStreaming.Tests;

/// <summary>Shows each flush to a test: what was printed so far.</summary>
internal sealed class WatchedWriter(Action<string> onFlush) : StringWriter
{
    public override void Flush() => onFlush(ToString());
}
