namespace Runnel.Crash.Journals;

/// <summary>What journals say.</summary>
internal static class Verbs
{
    /// <summary>A trigger is going to create the run of a number: <c>asked number</c>.</summary>
    public const string Asked = "asked";

    /// <summary>TriggerAsync has returned: <c>made number run</c>.</summary>
    public const string Made = "made";

    /// <summary>CancelAsync has returned: <c>canceled run</c>.</summary>
    public const string Canceled = "canceled";

    /// <summary>A task's code has begun: <c>begun run attempt</c>.</summary>
    public const string Begun = "begun";

    /// <summary>So many chunks of a stream are durable, as FlushAsync, or reading the piped stream, has confirmed: <c>durable run attempt stream count</c>.</summary>
    public const string Durable = "durable";

    /// <summary>A subscriber was given a part: <c>seen run cursor digest</c>.</summary>
    public const string Seen = "seen";

    /// <summary>A subscriber was given the part that opens a resumed subscription: <c>resumed run cursor digest</c>.</summary>
    public const string Resumed = "resumed";

    /// <summary>A subscription has ended by itself: <c>ended run</c>.</summary>
    public const string Ended = "ended";

    /// <summary>TriggerAsync has returned for a batch: <c>scattered number batch</c>.</summary>
    public const string Scattered = "scattered";

    /// <summary>A task holds a slot and is at its portion: <c>entered number index run attempt lane ticks</c>, <c>-</c> for the lane without a key.</summary>
    public const string Entered = "entered";

    /// <summary>A task is going to give its slot back: <c>left run attempt ticks</c>.</summary>
    public const string Left = "left";

    /// <summary>The work of a step begins: <c>step run attempt key ticks</c>.</summary>
    public const string Step = "step";

    /// <summary>OnceAsync has returned: <c>kept run attempt key value</c>.</summary>
    public const string Kept = "kept";

    /// <summary>A scheduled task's code has begun: <c>ticked schedule ticks run attempt</c>.</summary>
    public const string Ticked = "ticked";

    /// <summary>A parent's worker was killed when some of its children had completed: <c>orphaned run</c>, and those.</summary>
    public const string Orphaned = "orphaned";

    /// <summary>A model is asked: <c>model run attempt step</c>, the first step being 0.</summary>
    public const string Model = "model";

    /// <summary>A tool's code in the agent's process begins: <c>tool run attempt name argument</c>.</summary>
    public const string Tool = "tool";
}
