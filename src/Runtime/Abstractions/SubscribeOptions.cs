namespace Runnel;

/// <summary>What a subscription to a run begins with.</summary>
public sealed record SubscribeOptions
{
    /// <summary>
    /// The cursor of the last part that was seen: the subscription continues right after it. By default it starts at the run's beginning.
    /// </summary>
    public RunCursor? After { get; init; }

    /// <summary>
    /// Leaves out the chunks and stream ends of the attempts before the latest one. Default <see langword="false"/>.
    /// A new attempt that begins while the subscription lasts is announced by <see cref="StreamEndReason.Superseded"/> and a run update.
    /// </summary>
    public bool LatestAttemptOnly { get; init; }
}
