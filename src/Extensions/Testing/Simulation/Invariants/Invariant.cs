using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>Something that always holds. It is shown every entry as it becomes durable, every row as it changes, every part as it is seen.</summary>
internal abstract class Invariant(SimulatedWorld world)
{
    protected SimulatedWorld World => world;

    public static IReadOnlyList<Invariant> All(SimulatedWorld world) =>
    [
        new DenseLog(world),
        new DurableBeforeVisible(world),
        new ExactlyOnceInOrder(world),
        new TerminalIsLast(world),
        new HeadEqualsLog(world),
        new OneExecutionWrites(world),
        new AttemptsIncrease(world),
        new FailuresAreLimited(world),
        new RetriesWait(world),
        new StreamsAreWellFormed(world),
        new ChunksAreExact(world),
        new LogIsAppendOnly(world),
        new ReturnIsFinal(world),
        new ReturnedIsWhole(world),
        new CancelIsDecidedOnce(world),
        new OnlyTheDeadAreReaped(world),
        new OnlyPoisonCrashes(world),
        new OwnersAreWatched(world),
        new TriggersCreateOnce(world),
        new SlotsAreLimited(world),
        new WaitsAreWellFormed(world),
        new ChildrenAreJoined(world),
        new StepsAreKept(world),
        new ExpiredNeverBegan(world),
        new KeysAreUnique(world),
        new MetadataArrivesOnce(world),
        new TicksAreServedOnce(world),
    ];

    /// <summary>An entry has become durable; the run does not have it yet.</summary>
    public virtual void OnEntry(SimulatedRun run, LogEntry entry)
    {
    }

    /// <summary>A run has been created; its first entries are the run's.</summary>
    public virtual void OnCreated(SimulatedRun run)
    {
    }

    /// <summary>A run's row has been written; its entries are the run's.</summary>
    public virtual void OnHead(SimulatedRun run)
    {
    }

    /// <summary>All rows that a step has changed were looked at.</summary>
    public virtual void OnLooked()
    {
    }

    /// <summary>A subscriber was given a part.</summary>
    public virtual void OnPart(Follower follower, SimulatedWork.StreamPart part)
    {
    }

    /// <summary>Every run has ended.</summary>
    public virtual void OnEnd()
    {
    }

    protected void Check(bool holds, SimulatedRun run, string violation)
    {
        if (!holds)
        {
            world.Thread.Check(holds, $"{GetType().Name}: {violation} In {run}");
        }
    }
}
