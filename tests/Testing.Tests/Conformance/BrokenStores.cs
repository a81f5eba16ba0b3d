using Runnel.Storage;
using Runnel.Testing.Conformance;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>The kit's cases can fail: stores with one bug each, and a case that must see it.</summary>
public sealed class BrokenStores
{
    private static readonly (string Case, Func<IRunStore, IRunStore> Break)[] Bugs =
    [
        ("Another token than the run's is fenced, and nothing of the append is kept", store => new StoreThatComparesNoTokens(store)),
        ("An earlier execution's append with a number that the present one has used is fenced, not known as done", store => new StoreThatComparesNoTokens(store)),
        ("A batch of 256 runs is in all their logs", store => new StoreThatLosesHalfOfABatch(store)),
        ("A batch in another order than that of the ids gives each run its own entries and result", store => new StoreThatLosesHalfOfABatch(store)),
        ("An append made again is known as done, and is in the log once", store => new StoreThatDoublesRepeats(store)),
        ("One append made by several at once is committed once, and known as done by the others", store => new StoreThatDoublesRepeats(store)),
        ("The writer is not told of its own appends", store => new StoreThatTellsTheWriter(store)),
        ("A delayed run is not given before its time", store => new StoreThatDelaysNothing(store)),
        ("A take tells when the next delayed run is due", store => new StoreThatDelaysNothing(store)),
        ("An operation made again is known as done, and is in the log once", store => new StoreThatForgetsOperations(store)),
        ("An operation that ended the run, made again, is known as done", store => new StoreThatForgetsOperations(store)),
        ("An expected head that is not the run's conflicts, and the result tells the head", store => new StoreThatLooksAtNoExpectedHead(store)),
        ("Of several that expect one head at once one holds", store => new StoreThatComparesTheHeadBeforeItLocks(store)),
        ("Returning first, a cancel request is refused and told why", store => new StoreThatCancelsWhatHasReturned(store)),
        ("Sequences are dense over appends of different counts", store => new StoreWithAGapInItsSequences(store)),
        ("After the middle of a segment that segment is read whole", store => new StoreThatCutsSegments(store)),
        ("Every value of a byte comes back", store => new StoreThatTakesBytesForText(store)),
        ("A finished run is gone when its retention has ended, and the error names it", store => new StoreThatEndsGoneRunsQuietly(store)),
        ("Runs are listed newest first", store => new StoreThatListsOldestFirst(store)),
        ("A worker that was declared dead is told so and given nothing", store => new StoreThatGivesRunsToTheDead(store)),
        ("A take made again gives the same runs", store => new StoreThatGivesOtherRunsToARepeatedTake(store)),
        ("A take made twice at once gives the same runs twice", store => new StoreThatGivesOtherRunsToARepeatedTake(store)),
        ("Runs are given in the order in which they were created", store => new StoreThatGivesTheLatestRunFirst(store)),
        ("A worker that has renewed since it was listed cannot be declared dead", store => new StoreThatBuriesTheLiving(store)),
        ("A dead worker that registers again stays dead: its name is used up", store => new StoreThatWakesTheDead(store)),
        ("An observer whose watch is disposed is told nothing more, and others are", store => new StoreWhoseWatchersStay(store)),
        .. QueueBugs.All,
        .. WaitingBugs.All,
        .. TurnBugs.All,
        .. CreationBugs.All,
    ];

    private static readonly (string Case, Func<IRunStore, IRunStore> Break)[] BugsOfProcesses =
    [
        ("A take that is cut and made again loses no run and counts one execution", store => new StoreThatGivesOtherRunsToARepeatedTake(store)),
        ("An append that is cut and made again is in the log once", store => new StoreThatDoublesRepeats(store)),
        ("An append from outside that is cut and made again is in the log once", store => new StoreThatForgetsOperations(store)),
        ("What was answered for is there when the store is opened again", store => new StoreWithAnEpochOfItsOwn(store)),
        ("An operation made again after the store was opened again is known as done", store => new StoreThatForgetsOperations(store)),
        .. TurnBugs.OfProcesses,
        .. CreationBugs.OfProcesses,
    ];

    public static TheoryData<string, string> Cases => Rows(Bugs);

    public static TheoryData<string, string> CasesOfProcesses => Rows(BugsOfProcesses);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task ABug_FailsItsCase(string bug, string name)
    {
        await using var fixture = new InMemoryFixture(Bugs.Single(row => row.Case == name && NameOf(row.Break) == bug).Break);
        await FailsAsync(name, fixture);
    }

    [Theory]
    [MemberData(nameof(CasesOfProcesses))]
    public async Task ABugOfOneProcess_FailsItsCase(string bug, string name)
    {
        await using var fixture = new ServerFixture(BugsOfProcesses.Single(row => row.Case == name && NameOf(row.Break) == bug).Break);
        await FailsAsync(name, fixture);
    }

    // For what it expects, not because the store threw or hung.
    private static async Task FailsAsync(string name, RunStoreFixture fixture)
    {
        var exception = await Assert.ThrowsAsync<ConformanceException>(() => RunStoreConformance.Case(name).RunAsync(fixture));

        Assert.Contains("Expected ", exception.Message, StringComparison.Ordinal);
        Assert.IsType<ConformanceException>(exception.InnerException);
    }

    private static TheoryData<string, string> Rows((string Case, Func<IRunStore, IRunStore> Break)[] bugs)
    {
        var rows = new TheoryData<string, string>();
        foreach (var (name, breaks) in bugs)
        {
            rows.Add(NameOf(breaks), name);
        }

        return rows;
    }

    private static string NameOf(Func<IRunStore, IRunStore> breaks) => breaks(new InMemoryRunStore()).GetType().Name;
}
