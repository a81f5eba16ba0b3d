using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>Bugs of queues, slots and lines, and the cases that must see them.</summary>
internal static class QueueBugs
{
    public static IReadOnlyList<(string Case, Func<IRunStore, IRunStore> Break)> All { get; } =
    [
        ("One take gives no more runs of a queue than its limit", store => new StoreWithoutLimits(store)),
        ("Several takes give together no more runs of a queue than its limit", store => new StoreThatKnowsALimitInOneTakeOnly(store)),
        ("A queue that was not declared has no limit", store => new StoreThatLimitsEverything(store)),
        ("A task that names no queue has one of its own, without a limit", store => new StoreThatLimitsEverything(store)),
        ("A declared queue without a limit gives all its runs", store => new StoreThatTakesNoLimitForOne(store)),
        ("A run waits in the queue of its task", store => new StoreThatKnowsNoTasksQueues(store)),
        ("Tasks of one queue share its slots", store => new StoreThatKnowsNoTasksQueues(store)),
        ("A run whose trigger names a queue waits there, whatever its task's", store => new StoreThatLooksAtTheTasksQueueOnly(store)),
        ("Each concurrency key has slots of its own, and so have runs without one", store => new StoreWithoutConcurrencyKeys(store)),
        ("One key in two queues is two lanes", store => new StoreWhoseKeysAreTheQueues(store)),
        ("Keys that differ in case are different keys", store => new StoreThatLowersKeys(store)),
        ("A full queue does not hinder the others", store => new StoreThatLooksAtTheOldestRunOnly(store)),
        ("A run that completes gives its slot to the next, and observers are told", store => new StoreThatLeaksASlotAtTheEnd(store)),
        ("A run that is canceled from outside gives its slot to the next, and observers are told", store => new StoreThatLeaksASlotOutside(store)),
        ("A run that waits gives its slot to the next, and observers are told", store => new StoreWhoseWaitersHoldTheirSlots(store)),
        ("A run that is taken from its dead worker gives its slot to the next, and observers are told", store => new StoreThatLeaksASlotOutside(store)),
        ("A run that fails gives its slot to the next, and observers are told", store => new StoreThatTellsOfNothingReady(store)),
        ("Slots do not wear out: a hundred runs pass through a queue of two, by every way out", store => new StoreThatLeaksASlotAtTheEnd(store)),
        ("A take made again takes no second slot", store => new StoreThatGivesOtherRunsToARepeatedTake(store)),
        ("An end made again, and a late one of an earlier execution, give no second slot back", store => new StoreThatComparesNoTokens(store)),
    ];
}
