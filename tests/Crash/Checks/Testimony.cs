using System.Runtime.InteropServices;
using Runnel.Crash.Tasks.Agents;

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

    /// <summary>When the code was at a portion that takes a slot; an end only where it came to it.</summary>
    public List<Occupation> Occupations { get; } = [];

    /// <summary>The executions that did a step's work, and when each began it.</summary>
    public List<(int Attempt, string Key, DateTimeOffset At)> Steps { get; } = [];

    /// <summary>What the executions were given by their steps.</summary>
    public List<(int Attempt, string Key, string Value)> Kept { get; } = [];

    /// <summary>The executions that asked the model, and for which step, from 0.</summary>
    public List<(int Attempt, int Step)> Asked { get; } = [];

    /// <summary>The executions in which the code of a tool in the agent's process began.</summary>
    public List<(int Attempt, AgentCall Call)> Called { get; } = [];

    /// <summary>The children that had completed when the run's worker was killed for it, each time.</summary>
    public List<IReadOnlyList<string>> Orphaned { get; } = [];

    /// <summary>What each subscriber was given.</summary>
    public Dictionary<string, SubscriberTestimony> Subscribers { get; } = new(StringComparer.Ordinal);
}

/// <summary>A time in which a task was at a portion.</summary>
internal sealed record Occupation(int Number, int Index, int Attempt, string Lane, DateTimeOffset From)
{
    public DateTimeOffset To { get; set; } = DateTimeOffset.MaxValue;
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
