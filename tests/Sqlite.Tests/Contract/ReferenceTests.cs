using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;
using Runnel.Testing;

namespace Runnel.Sqlite.Tests.Contract;

/// <summary>The same calls in the same order, to this store and to the in-memory one: the answers are the same.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(6, 3)]
    public async Task RandomCalls_AreAnsweredAsInMemory(int seed, int stores)
    {
        using var folder = new StoreFolder();
        var time = new VirtualTime();
        var options = folder.Options with { Retention = TimeSpan.FromDays(1) };
        var sqlite = Enumerable.Range(0, stores).Select(_ => folder.Open(time, options)).ToArray();
        var memory = new InMemoryRunStore(time, new() { Retention = options.Retention });
        var calls = new RandomCalls(new Random(seed), time);
        foreach (var store in (IRunStore[])[memory, sqlite[0]])
        {
            await store.DeclareAsync([new("q1", 2), new("q2", 1), new("q3", null)], new Dictionary<string, string?>(), Work.Token);
        }

        for (var index = 0; index < 1500; index++)
        {
            var (name, call) = calls.Next();
            var expected = await call(memory);
            var actual = await call(sqlite[index % stores]);
            Assert.True(expected == actual, $"call {index}, {name}\nmemory: {expected}\nsqlite: {actual}");
            if (index % 50 == 0)
            {
                StoredLanes.AssertConsistent(folder.File);
            }
        }

        foreach (var store in sqlite)
        {
            await store.DisposeAsync();
        }

        RawFile.AssertIntact(folder.File);
    }
}
