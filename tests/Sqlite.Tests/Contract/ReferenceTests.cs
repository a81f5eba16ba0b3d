using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;
using Runnel.Testing;

namespace Runnel.Sqlite.Tests.Contract;

/// <summary>The same calls in the same order, to this store and to the in-memory one: the answers are the same.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Tasks = ["a", "b", "c"];
    private static readonly string[] Workers = ["w1", "w2", "w3"];

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
        for (var index = 0; index < 1500; index++)
        {
            var (name, call) = calls.Next();
            var expected = await call(memory);
            var actual = await call(sqlite[index % stores]);
            Assert.True(expected == actual, $"call {index}, {name}\nmemory: {expected}\nsqlite: {actual}");
        }

        foreach (var store in sqlite)
        {
            await store.DisposeAsync();
        }

        RawFile.AssertIntact(folder.File);
    }

    private sealed class RandomCalls(Random random, VirtualTime time)
    {
        private readonly List<string> ids = [];
        private readonly Dictionary<string, (long Token, long Sequence)> owners = [];
        private readonly Dictionary<string, TakeRequest> lastTakes = [];
        private long next;

        public (string Name, Func<IRunStore, Task<string>> Call) Next() => random.Next(100) switch
        {
            < 15 => Create(),
            < 35 => Take(),
            < 65 => Append(),
            < 75 => Outside(),
            < 80 => Read(),
            < 84 => Get(),
            < 87 => List(),
            < 92 => Lease(),
            < 95 => Owned(),
            _ => Advance(),
        };

        private (string Name, Func<IRunStore, Task<string>> Call) Create()
        {
            var runs = Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
            {
                var id = random.Next(10) == 0 && ids.Count > 0 ? Any(ids) : $"run{next++:0000}";
                ids.Add(id);
                return new NewRun { RunId = id, TaskId = Any(Tasks), CreatedAt = time.GetUtcNow(), Body = Body() };
            }).ToList();
            return ($"create {string.Join(' ', runs.Select(run => run.RunId))}", async store =>
            {
                await store.CreateAsync(runs, Work.Token);
                return "";
            });
        }

        private (string Name, Func<IRunStore, Task<string>> Call) Take()
        {
            // Again as it was, if nothing was appended in between: who lost the answer does not write.
            var worker = Any(Workers);
            var request = random.Next(6) == 0 && lastTakes.TryGetValue(worker, out var last) && last.Token == next - 1
                ? last
                : new TakeRequest { Worker = worker, Token = next++, TaskIds = Tasks, Limit = random.Next(1, 5) };
            var isRepeated = lastTakes.GetValueOrDefault(worker) == request;
            lastTakes[worker] = request;
            return ($"take {request.Worker} {request.Token}", async store =>
            {
                await store.RegisterAsync(worker, TimeSpan.FromSeconds(30), Work.Token);
                var result = await store.TakeAsync(request, Work.Token);
                foreach (var run in result.Runs)
                {
                    owners[run.RunId] = (request.Token, 0);
                }

                return $"{result.IsAlive} {result.NextDueIn} {string.Join(' ', result.Runs.OrderBy(run => isRepeated ? run.RunId : "", StringComparer.Ordinal).Select(run => (run.RunId, run.TaskId, run.Attempt, run.Head)))}";
            });
        }

        private (string Name, Func<IRunStore, Task<string>> Call) Append()
        {
            lastTakes.Clear();
            var appends = owners.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(owner =>
            {
                var sequence = random.Next(8) == 0 ? owner.Value.Sequence : owner.Value.Sequence + 1;
                owners[owner.Key] = owner.Value with { Sequence = sequence };
                return new RunAppend(owner.Key, random.Next(15) == 0 ? 0 : owner.Value.Token, sequence, Body(), Change());
            }).ToList();
            return ($"append {string.Join(' ', appends)}", async store => Text(await store.AppendAsync(appends, writer: null, Work.Token)));
        }

        private (string Name, Func<IRunStore, Task<string>> Call) Outside()
        {
            lastTakes.Clear();
            var append = new OutsideAppend
            {
                RunId = Any(ids),
                OperationId = $"operation {random.Next(3)}",
                Body = Body(),
                Change = random.Next(3) switch { 0 => null, 1 => new() { Intent = RunIntent.Cancel }, _ => new() { Status = RunStatus.Canceled } },
                Ownership = (RunOwnership)random.Next(3),
                ExpectedHead = random.Next(4) == 0 ? random.Next(6) : null,
            };
            return ($"outside {append}", async store => Text([await store.AppendAsync(append, Work.Token)]));
        }

        private (string Name, Func<IRunStore, Task<string>> Call) Read()
        {
            var request = new ReadRequest(Any(ids), random.Next(6))
            {
                UpTo = random.Next(3) == 0 ? random.Next(12) : long.MaxValue,
                MaxBytes = random.Next(400),
                StateOnly = random.Next(3) == 0,
            };
            return ($"read {request}", async store =>
            {
                var page = await store.ReadAsync(request, Work.Token);
                return $"{page.HasMore} {string.Join(' ', page.Segments.Select(segment => $"{segment.Last} {segment.Body.Count} {segment.Body.HasState} {Convert.ToHexString(segment.Body.Bytes.Span)}"))}";
            });
        }

        private (string Name, Func<IRunStore, Task<string>> Call) Get()
        {
            var id = Any(ids);
            return ($"get {id}", async store => Text(await store.GetAsync(id, Work.Token).AsTask().ContinueWith(head => head.IsFaulted ? null : head.Result)));
        }

        private (string Name, Func<IRunStore, Task<string>> Call) List()
        {
            var query = new RunQuery
            {
                Limit = random.Next(1, 20),
                TaskId = random.Next(2) == 0 ? Any(Tasks) : null,
                Status = random.Next(2) == 0 ? (RunStatus)random.Next(6) : null,
                Before = random.Next(2) == 0 ? Any(ids) : null,
            };
            return ($"list {query}", async store => string.Join('\n', (await store.ListAsync(query, Work.Token)).Select(Text)));
        }

        private (string Name, Func<IRunStore, Task<string>> Call) Lease()
        {
            var worker = Any(Workers);
            var kind = random.Next(8);
            return ($"lease {kind} {worker}", async store =>
            {
                var leases = await store.ListLeasesAsync(Work.Token);
                var lease = leases.FirstOrDefault(lease => lease.Worker == worker);
                var answer = kind switch
                {
                    0 when lease is not null => await store.DeclareDeadAsync(lease with { Renewals = lease.Renewals - random.Next(1) }, Work.Token),
                    1 => await Release(store, worker),
                    _ => await store.RenewAsync(worker, Work.Token),
                };
                return $"{answer} {string.Join(' ', leases)}";
            });

            static async Task<bool> Release(IRunStore store, string worker)
            {
                await store.ReleaseAsync(worker, Work.Token);
                return true;
            }
        }

        private (string Name, Func<IRunStore, Task<string>> Call) Owned()
        {
            var worker = Any(Workers);
            return ($"owned {worker}", async store => string.Join('\n', (await store.ListOwnedAsync(worker, Work.Token)).Select(Text)));
        }

        private (string Name, Func<IRunStore, Task<string>> Call) Advance()
        {
            time.Advance(TimeSpan.FromSeconds(random.Next(1, 60)));
            return ("advance", _ => Task.FromResult(""));
        }

        private HeadChange? Change() => random.Next(10) switch
        {
            0 => new() { Status = RunStatus.Queued },
            // Of different times: of equal ones the in-memory store gives any first.
            1 => new() { Status = RunStatus.Delayed, DueAt = time.GetUtcNow() + TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerMinute)) },
            2 => new() { Status = RunStatus.Completed },
            3 => new() { Intent = RunIntent.Return },
            _ => null,
        };

        private SegmentBody Body()
        {
            var bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            return new(random.Next(1, 4), random.Next(2) == 0, bytes);
        }

        private T Any<T>(IReadOnlyList<T> items) where T : notnull => items.Count == 0 ? (T)(object)"none" : items[random.Next(items.Count)];

        private static string Text(IReadOnlyList<AppendResult> results) => string.Join(' ', results);

        // The epoch is the store's own.
        private static string Text(RunHead? head) => head is null ? "" : (head with { Epoch = 0 }).ToString();
    }
}
