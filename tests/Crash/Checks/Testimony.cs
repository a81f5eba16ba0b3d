using System.Runtime.InteropServices;

namespace Runnel.Crash.Checks;

/// <summary>What the journals say of one run.</summary>
internal sealed class Testimony
{
    /// <summary>The run's number, where a trigger was told that the run was made.</summary>
    public int? Number { get; set; }

    /// <summary>Whether somebody was told that the run is going to be canceled, unless it had ended.</summary>
    public bool IsCanceled { get; set; }

    /// <summary>The executions whose code began, and the process each was in.</summary>
    public List<(int Attempt, string Process)> Begun { get; } = [];

    /// <summary>How many chunks of a stream of an execution were confirmed as durable, at last.</summary>
    public Dictionary<(int Attempt, string Stream), int> Durable { get; } = [];

    /// <summary>What each subscriber was given.</summary>
    public Dictionary<string, SubscriberTestimony> Subscribers { get; } = new(StringComparer.Ordinal);
}

/// <summary>What one subscriber, in all its generations, was given of one run, in that order.</summary>
internal sealed class SubscriberTestimony
{
    public List<SeenPart> Parts { get; } = [];

    /// <summary>How often the subscription ended by itself; once, if all is well.</summary>
    public int Ends { get; set; }
}

/// <summary>One part that a subscriber was given.</summary>
/// <param name="IsResumed">Whether it opened a resumed subscription.</param>
/// <param name="Cursor">Its cursor without the sequence: the log's identity. Shared.</param>
/// <param name="Sequence">The sequence in its cursor.</param>
/// <param name="Digest">What it said.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SeenPart(bool IsResumed, string Cursor, long Sequence, ulong Digest);
