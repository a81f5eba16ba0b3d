using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;
using Runnel.Testing;

namespace Runnel.Sqlite.Tests.Contract;

/// <summary>Calls that a seed decides, as they are made to one store after the other.</summary>
internal sealed class RandomCalls(Random random, VirtualTime time)
{
    private static readonly string[] Tasks = ["a", "b", "c"];
    private static readonly string[] Workers = ["w1", "w2", "w3"];
    private static readonly string[] Queues = ["q1", "q2", "q3"];
    private static readonly string[] Tags = ["t1", "t2"];
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
        < 88 => List(),
        < 91 => Lease(),
        < 93 => Owned(),
        < 95 => Declare(),
        < 96 => ListQueues(),
        < 98 => Schedule(),
        _ => Advance(),
    };

    private (string Name, Func<IRunStore, Task<string>> Call) Create()
    {
        var runs = New(random.Next(1, 4));
        return ($"create {string.Join(' ', runs)}", async store => string.Join(' ', await store.CreateAsync(runs, Work.Token)));
    }

    private List<NewRun> New(int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var id = random.Next(10) == 0 && ids.Count > 0 ? Any(ids) : $"run{next++:0000}";
        ids.Add(id);
        var now = time.GetUtcNow();
        var isDelayed = random.Next(8) == 0;

        // Where several lanes begin at once, the in-memory store has them in the order of the runs' ids: of what moves, none has a key.
        var queue = random.Next(3) == 0 ? null : Any(Queues);
        return new NewRun
        {
            RunId = id,
            TaskId = Any(Tasks),
            CreatedAt = now,
            Body = Body(),
            Queue = queue,
            ConcurrencyKey = queue is null ? null : random.Next(4) switch { 0 => "k1", 1 => "", _ => null },
            Priority = random.Next(4) == 0 ? random.Next(-2, 3) : 0,
            DueAt = isDelayed ? Soon() : null,
            ExpiresAt = random.Next(15) == 0 ? Soon() : null,
            Tags = random.Next(4) == 0 ? [Any(Tags)] : [],
            BatchId = random.Next(4) == 0 ? "batch" : null,
            ParentId = random.Next(4) == 0 ? Any(ids) : null,
            IsAwaited = random.Next(4) == 0,
            Idempotency = random.Next(6) == 0 ? new($"key{random.Next(4)}", $"print{random.Next(8) / 7}", now + TimeSpan.FromMinutes(random.Next(5))) : null,
        };
    })];

    // Of different times: of equal ones the in-memory store gives any first.
    private DateTimeOffset Soon() => time.GetUtcNow() + TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerMinute));

    private (string Name, Func<IRunStore, Task<string>> Call) Declare()
    {
        var queues = random.Next(2) == 0 ? new[] { new QueueDeclaration(Any(Queues), random.Next(4) switch { 0 => null, var limit => limit }) } : [];
        var tasks = new Dictionary<string, string?>();
        if (random.Next(2) == 0)
        {
            tasks[Any(Tasks)] = random.Next(2) == 0 ? null : Any(Queues);
        }

        return ($"declare {string.Join(' ', queues.AsEnumerable())} {string.Join(' ', tasks)}", async store =>
        {
            await store.DeclareAsync(queues, tasks, Work.Token);
            return "";
        });
    }

    // How many are ready is not compared: what has expired is ready in the file until a worker is given it.
    private static (string Name, Func<IRunStore, Task<string>> Call) ListQueues() =>
        ("queues", async store => string.Join(' ', (await store.ListQueuesAsync(Work.Token)).Select(queue => (queue.Name, queue.Limit, queue.Executing))));

    private (string Name, Func<IRunStore, Task<string>> Call) Schedule()
    {
        var (id, at) = ($"schedule{random.Next(2)}", DateTimeOffset.UnixEpoch.AddDays(random.Next(2)));
        var runs = New(random.Next(2));
        var kind = random.Next(6);
        return ($"schedule {kind} {id}", async store =>
        {
            var answer = kind switch
            {
                < 2 => await Put(store),
                2 => await store.RemoveScheduleAsync(id, Work.Token),
                _ => await store.ServeScheduleAsync(id, at, DateTimeOffset.UnixEpoch.AddDays(kind % 2), runs, Work.Token),
            };
            var all = await store.ListSchedulesAsync(Work.Token);
            return $"{answer} {string.Join(' ', all.Select(schedule => (schedule.Id, schedule.TaskId, schedule.ServedUpTo, schedule.Body.Length)))}";
        });

        async Task<bool> Put(IRunStore store)
        {
            await store.PutScheduleAsync(new(id, "a", at, new byte[kind]), Work.Token);
            return true;
        }
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
                // What has expired is left: given back, it would stand elsewhere among the expired in memory.
                if (run.HasExpired)
                {
                    owners.Remove(run.RunId);
                }
                else
                {
                    owners[run.RunId] = (request.Token, 0);
                }
            }

            // With a full hand the next time is now, or soon.
            var next = result.Runs.Count == request.Limit ? null : result.NextDueIn;
            return $"{result.IsAlive} {next} {string.Join(' ', result.Runs.OrderBy(run => isRepeated ? run.RunId : "", StringComparer.Ordinal).Select(run => (run.RunId, run.TaskId, run.Attempt, run.Head, run.HasExpired)))}";
        });
    }

    private (string Name, Func<IRunStore, Task<string>> Call) Append()
    {
        lastTakes.Clear();
        var appends = owners.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(owner =>
        {
            var sequence = random.Next(8) == 0 ? owner.Value.Sequence : owner.Value.Sequence + 1;
            owners[owner.Key] = owner.Value with { Sequence = sequence };
            return new RunAppend(owner.Key, random.Next(15) == 0 ? 0 : owner.Value.Token, sequence, Body(), Change()) { Children = New(random.Next(8) / 7) };
        }).ToList();
        return ($"append {string.Join(' ', appends)}", async store => Text(await store.AppendAsync(appends, writer: null, Work.Token)));
    }

    private (string Name, Func<IRunStore, Task<string>> Call) Outside()
    {
        lastTakes.Clear();
        var givesBack = random.Next(4) == 0;
        var append = new OutsideAppend
        {
            RunId = givesBack ? Any(owners.Keys.Order(StringComparer.Ordinal).ToList()) : Any(ids),
            OperationId = $"operation {random.Next(3)}",
            Body = Body(),
            Change = givesBack ? new() { Status = RunStatus.Queued, Tags = [Any(Tags)] } : random.Next(3) switch
            {
                0 => null,
                1 => new() { Intent = RunIntent.Cancel },
                _ => new() { Status = RunStatus.Canceled },
            },
            Ownership = givesBack ? RunOwnership.Owned : (RunOwnership)random.Next(3),
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
            Status = random.Next(2) == 0 ? (RunStatus)random.Next(10) : null,
            Tag = random.Next(3) == 0 ? Any(Tags) : null,
            BatchId = random.Next(3) == 0 ? "batch" : null,
            ParentId = random.Next(4) == 0 ? Any(ids) : null,
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

    private HeadChange? Change() => random.Next(16) switch
    {
        0 => new() { Status = RunStatus.Queued },
        1 => new() { Status = RunStatus.Delayed, DueAt = Soon() },
        2 => new() { Status = RunStatus.Completed },
        3 => new() { Intent = RunIntent.Return },
        4 => new() { Status = RunStatus.Failed, Tags = Tags },
        < 9 => new() { Status = RunStatus.Waiting },
        < 13 => new() { Status = RunStatus.Executing },
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
