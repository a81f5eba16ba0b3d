using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>Bugs of expiry, keys, schedules and families, and the cases that must see them.</summary>
internal static class CreationBugs
{
    public static IReadOnlyList<(string Case, Func<IRunStore, IRunStore> Break)> All { get; } =
    [
        ("A run that is created for later is delayed until its time", store => new StoreThatCreatesForNow(store)),
        ("A run that is created for later is not given before its time, and is given then", store => new StoreThatCreatesForNow(store)),
        ("A take tells when a run that was created for later is due", store => new StoreThatTellsNoTimes(store)),
        ("A queued run that has expired is given to be ended", store => new StoreThatKnowsNoExpiry(store)),
        ("A delayed run that has expired is given to be ended, though it is not due", store => new StoreThatKnowsNoExpiry(store)),
        ("A run is not expired before its time", store => new StoreThatExpiresAtOnce(store)),
        ("A run that was begun in time does not expire later", store => new StoreThatExpiresWhatHasBegun(store)),
        ("A take tells when the next run expires", store => new StoreThatTellsNoTimes(store)),
        ("A take made again says again that a run has expired", store => new StoreThatForgetsWhatExpired(store)),
        ("An expired run is given though its lane is full", store => new StoreWhoseExpiredNeedASlot(store)),
        ("An expired run holds no slot, and gives none back when it ends", store => new StoreWhoseExpiredHoldSlots(store)),
        ("Expired runs come before all others, whatever their priority and their lane", store => new StoreThatGivesTheLatestRunFirst(store)),
        ("Where there is a run of its key that does the same, that one is it", store => new StoreWithoutKeys(store)),
        ("Where the run of its key does something else it is a conflict, and nothing of the call is created", store => new StoreThatCreatesWhatItCan(store)),
        ("Where the run of its key does something else it is a conflict, and nothing of the call is created", store => new StoreWithoutFingerprints(store)),
        ("Twice in one call a key is the first one's", store => new StoreThatCreatesOneByOne(store)),
        ("Twice in one call for different things a key is a conflict, and neither is created", store => new StoreThatCreatesOneByOne(store)),
        ("A run that is created again says that it was created, not that it exists", store => new StoreThatTakesRepeatsForOthers(store)),
        ("Keys that differ in case are two", store => new StoreThatLowersIdempotencyKeys(store)),
        ("Of two processes that create runs of one key at once one creates", store => new StoreThatLooksForTheKeyBeforeItLocks(store)),
        ("A run that ended Failed gives its key up", store => new StoreThatLooksForTheKeyBeforeItLocks(store)),
        ("A run that ended Crashed gives its key up", store => new StoreThatLooksForTheKeyBeforeItLocks(store)),
        ("A run that is Completed keeps its key", store => new StoreWithoutKeys(store)),
        ("A key stands until its time is over, and not longer", store => new StoreWhoseKeysStandForever(store)),
        ("Asking for a run of a key does not make the key stand longer", store => new StoreWhoseKeysStandForever(store)),
        ("A run that completed keeps its key when it is gone itself", store => new StoreThatForgetsKeysWithTheirRuns(store)),
        ("A schedule that is put again has another body, and what was served stays served", store => new StoreThatPutsSchedulesAnew(store)),
        ("A schedule that is put again with a later time counts from where it was", store => new StoreThatPutsSchedulesAnew(store)),
        ("Schedules are listed in the order of their ids, by code point", store => new StoreThatListsSchedulesByCulture(store)),
        ("A schedule that somebody has served since is not served, and nothing is created", store => new StoreThatServesATimeTwice(store)),
        ("A schedule that is gone is not served, and nothing is created", store => new StoreThatCreatesBeforeItServes(store)),
        ("Times are passed over by serving them without runs", store => new StoreThatPassesNothingOver(store)),
        ("Of several processes that serve one time at once one creates the run", store => new StoreThatServesATimeTwice(store)),
        ("Runs are listed by their parent, newest first", store => new StoreThatFiltersByStatusOnly(store)),
        ("Runs are listed by their batch, newest first", store => new StoreThatFiltersByStatusOnly(store)),
        ("Runs are listed by each of their tags, and differences in case are differences", store => new StoreThatFiltersByStatusOnly(store)),
        ("Tags that appends add are found beside those of the trigger, and change nothing else", store => new StoreThatKeepsFirstTagsOnly(store)),
        ("What a query names must all hold, and pages go on where they ended", store => new StoreThatFiltersThePage(store)),
        ("A finished child is kept while its parent executes, with its log", store => new StoreThatKnowsNoParents(store)),
        ("A child's head tells its parent, whether that waits for it, and its batch", store => new StoreThatKnowsNoParents(store)),
    ];

    /// <summary>What goes wrong when a call is cut and made again.</summary>
    public static IReadOnlyList<(string Case, Func<IRunStore, IRunStore> Break)> OfProcesses { get; } =
    [
        ("A create of a run of a key that is cut and made again says that it was created", store => new StoreThatTakesRepeatsForOthers(store)),
        ("An append with children that is cut and made again creates them once", store => new StoreThatNamesChildrenItself(store)),
        ("A take that is cut and made again takes each slot once", store => new StoreThatGivesOtherRunsToARepeatedTake(store)),
        ("Waiting and going on that are cut and made again free and take one slot", store => new StoreThatResumesWithoutASlot(store)),
        ("A schedule's time whose serving is cut and made again has its runs once", store => new StoreThatCreatesBeforeItServes(store)),
    ];
}
