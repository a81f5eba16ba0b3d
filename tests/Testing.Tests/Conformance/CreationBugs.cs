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
        ("A run that is created for later can be canceled before its time", store => new StoreThatLeavesCancelingToTheOwner(store)),
        ("Nothing is waited for when the run that could expire was begun, or canceled", store => new StoreThatLeavesCancelingToTheOwner(store)),
        ("An expired run that is canceled from outside is not given", store => new StoreThatLeavesCancelingToTheOwner(store)),
        ("A run that waits can be canceled from outside, and then does not go on", store => new StoreThatLeavesCancelingToTheOwner(store)),
        ("A tag that a run has twice finds it once", store => new StoreThatListsARunForEachTag(store)),
        ("Where there is no run of its key a run is created", store => new StoreThatTakesEachKeyForTaken(store)),
        ("Where no queue was declared none is listed, though runs wait", store => new StoreThatIsNotEmpty(store)),
        ("Where no schedule was added none is listed", store => new StoreThatIsNotEmpty(store)),
        ("A schedule is listed as it was added", store => new StoreThatTakesScheduleBytesForText(store)),
        ("A schedule that is removed is gone, and the others stay", store => new StoreThatKeepsRemovedSchedules(store)),
        ("A schedule that is added after it was removed counts from its new time", store => new StoreThatKeepsRemovedSchedules(store)),
        ("A schedule is served time after time, by who reads it anew", store => new StoreThatServesAScheduleOnce(store)),
        ("Serving one schedule leaves the others as they are", store => new StoreThatServesAllSchedulesAtOnce(store)),
    ];

    /// <summary>What goes wrong when a call is cut and made again, and between processes.</summary>
    public static IReadOnlyList<(string Case, Func<IRunStore, IRunStore> Break)> OfProcesses { get; } =
    [
        ("Another process's store knows the schedules", store => new StoreThatKeepsSchedulesToItself(store)),
        ("A create of a run of a key that is cut and made again says that it was created", store => new StoreThatTakesRepeatsForOthers(store)),
        ("An append with children that is cut and made again creates them once", store => new StoreThatNamesChildrenItself(store)),
        ("A take that is cut and made again takes each slot once", store => new StoreThatGivesOtherRunsToARepeatedTake(store)),
        ("Waiting and going on that are cut and made again free and take one slot", store => new StoreThatResumesWithoutASlot(store)),
        ("A schedule's time whose serving is cut and made again has its runs once", store => new StoreThatCreatesBeforeItServes(store)),
    ];
}
