using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>Bugs of turns, priorities and changing queues, and the cases that must see them.</summary>
internal static class TurnBugs
{
    public static IReadOnlyList<(string Case, Func<IRunStore, IRunStore> Break)> All { get; } =
    [
        ("Lanes take turns, one run each", store => new StoreThatLooksAtTheOldestRunOnly(store)),
        ("Lanes take turns within one take", store => new StoreThatLooksAtTheOldestRunOnly(store)),
        ("A crowded lane does not hold up one with a single run", store => new StoreThatLooksAtTheOldestRunOnly(store)),
        ("A lane's turn is the same for all workers", store => new StoreWithoutTurns(store)),
        ("A crowded key of a queue does not hold up the others", store => new StoreWithoutConcurrencyKeys(store)),
        ("A lane of which a worker knows no task is passed over, and its turn stays", store => new StoreWithoutTurns(store)),
        ("A full lane is passed over, and its turn stays", store => new StoreWithoutTurns(store)),
        ("A hundred lanes of one run each are served by one take", store => new StoreThatLimitsEverything(store)),
        ("Runs of one queue are given in the order in which they were created, whatever their tasks", store => new StoreThatBeginsWithTheLastLane(store)),
        ("Within a lane the higher priority goes first", store => new StoreWithoutPriorities(store)),
        ("Within a priority the run goes first that has been ready longest", store => new StoreThatGivesTheLatestRunFirst(store)),
        ("A priority is that of the lane: another lane has its turn all the same", store => new StoreThatLooksAtTheOldestRunOnly(store)),
        ("A delayed run that is due goes before those of a lower priority", store => new StoreWithoutPriorities(store)),
        ("A limit that is lowered stops none, and none begins until fewer execute", store => new StoreThatKnowsALimitInOneTakeOnly(store)),
        ("When a limit is raised waiting runs begin, and observers are told", store => new StoreThatDeclaresOnce(store)),
        ("When a limit is taken away waiting runs begin, and observers are told", store => new StoreThatTellsOfNothingReady(store)),
        ("When a limit is raised those in line go on, and are told", store => new StoreThatTellsNobodyInLine(store)),
        ("A limit holds for each key, also when it changes", store => new StoreThatDeclaresOnce(store)),
        ("Waiting runs move with their task to its new queue, and observers are told", store => new StoreThatDeclaresOnce(store)),
        ("Runs whose trigger named the queue stay there when their task moves, in their place", store => new StoreThatLooksAtTheTasksQueueOnly(store)),
        ("A run that becomes Queued again waits in the queue that its task has then", store => new StoreThatDeclaresOnce(store)),
        ("A run that becomes Delayed again waits in the queue that its task has then", store => new StoreThatDeclaresOnce(store)),
        ("A task that is declared to have no queue has its own again, without a limit", store => new StoreThatDeclaresOnce(store)),
        ("A queue's runs are counted as they become ready, execute and end", store => new StoreThatLeaksASlotAtTheEnd(store)),
        ("A run that waits holds no slot, and one that goes on does", store => new StoreThatCountsWhatWaits(store)),
        ("Takes at once give together no more runs than the limit, and the next fill what they left", store => new StoreThatCountsInsteadOfReserving(store)),
        ("Workers that take and end at once never have more runs than the limit, and end all", store => new StoreThatCountsInsteadOfReserving(store)),
        ("Workers that take and end at once never have more runs of a key than the limit", store => new StoreWithoutLimits(store)),
        ("Runs that wait and go on at once never execute more than the limit, and all end", store => new StoreThatResumesWithoutASlot(store)),
        ("Of two that go on at once for one slot one goes on, and the other stands in line", store => new StoreThatResumesWithoutASlot(store)),
    ];

    /// <summary>What a process forgets that is opened again, or does not tell the others.</summary>
    public static IReadOnlyList<(string Case, Func<IRunStore, IRunStore> Break)> OfProcesses { get; } =
    [
        ("A lane's turn is the same when the store is opened again", store => new StoreThatBeginsWithTheLastLane(store)),
        ("A lane's turn is the same for all processes", store => new StoreThatBeginsWithTheLastLane(store)),
        ("Another process's store knows the limit, and the runs that execute", store => new StoreThatCountsItsOwnOnly(store)),
        ("Queues, their limits and what is held are kept when the store is opened again", store => new StoreThatCountsItsOwnOnly(store)),
        ("Priorities and places are kept when the store is opened again", store => new StoreWithoutPriorities(store)),
    ];
}
