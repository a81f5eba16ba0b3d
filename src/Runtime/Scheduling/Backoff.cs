using System.Runtime.InteropServices;

namespace Runnel.Scheduling;

/// <summary>After which time to ask a store again that did not answer: 20 ms at first, then twice as long each time, up to 1 s.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Backoff(TimeSpan Delay)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public static Backoff First { get; } = new(TimeSpan.FromMilliseconds(20));

    public Backoff Next => new(Delay * 2 < Longest ? Delay * 2 : Longest);
}
