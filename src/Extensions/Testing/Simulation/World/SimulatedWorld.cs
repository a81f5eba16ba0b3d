using Runnel.Log;
using Runnel.Storage;
using Part = Runnel.Testing.Simulation.SimulatedWork.StreamPart;

namespace Runnel.Testing.Simulation;

/// <summary>Several processes on one store: callers, workers, subscribers, and what happens to them. After every step every invariant is looked at.</summary>
internal sealed class SimulatedWorld
{
    public const int MaxDeaths = 4;

    private readonly WorldStore store;
    private readonly Journal journal;
    private readonly SimulatedProcess caller;
    private readonly List<SimulatedProcess> workers = [];
    private readonly SortedDictionary<string, SimulatedRun> runs = new(StringComparer.Ordinal);
    private readonly List<Follower> followers = [];
    private readonly IReadOnlyList<Invariant> invariants;
    private readonly int errorsPerThousand;

    public SimulatedWorld(SimulatedThread thread, IRunStore store)
    {
        Thread = thread;
        journal = new Journal(thread, FindRun);
        errorsPerThousand = thread.Random.Next(3) * 10;
        this.store = new WorldStore(store);
        caller = new SimulatedProcess(thread, this.store, journal, errorsPerThousand, hasWorker: false);
        HasPoison = thread.Random.Next(5) == 0;
        HasFamilies = !HasPoison && thread.Random.Next(2) == 0;
        invariants = Invariant.All(this);
        thread.Stepped = Look;
        thread.Describe = () => string.Join('\n', runs.Values);
    }

    public SimulatedThread Thread { get; }

    /// <summary>Whether calls of the store fail now and then.</summary>
    public bool HasErrors => errorsPerThousand > 0;

    /// <summary>Whether one of the runs kills its process.</summary>
    public bool HasPoison { get; }

    /// <summary>Whether there are runs that trigger others and wait.</summary>
    public bool HasFamilies { get; }

    /// <summary>Whether the wall clock has been set back.</summary>
    public bool WasClockSetBack { get; set; }

    /// <summary>Whether a wall clock has been set at all.</summary>
    public bool WasClockSet { get; set; }

    public Journal Journal => journal;

    public IReadOnlyCollection<SimulatedRun> Runs => runs.Values;

    public IReadOnlyList<Follower> Followers => followers;

    public IRunStore Store => store;

    public IEnumerable<SimulatedProcess> Living => workers.Where(worker => worker is { IsDead: false, IsStopped: false });

    public async Task RunAsync()
    {
        for (var number = 1 + Thread.Random.Next(3); number > 0; number--)
        {
            await StartWorkerAsync();
        }

        var others = new List<Task> { new Fate(this).RunAsync() };
        var hasSchedule = Thread.Random.Next(4) == 0;
        if (hasSchedule)
        {
            await InsistAsync(() => caller.Schedules.CreateAsync(SimulatedTick.Schedule, caller.Ticks, SimulatedTick.Cron, new ScheduleOptions { Missed = MissedRuns.RunAll }));
        }

        if (HasFamilies)
        {
            others.Add(new FamilyTriggers(this, caller).RunAsync());
        }

        await TriggerAsync(others);
        foreach (var task in others)
        {
            await task;
        }

        if (hasSchedule)
        {
            await InsistAsync(() => caller.Schedules.RemoveAsync(SimulatedTick.Schedule));
        }

        await new Ending(this, caller).RunAsync();
        foreach (var invariant in invariants)
        {
            invariant.OnEnd();
        }
    }

    public SimulatedProcess AnyLiving()
    {
        var living = Living.Append(caller).ToList();
        return living[Thread.Random.Next(living.Count)];
    }

    public SimulatedRun? FindRun(string runId) => runs.GetValueOrDefault(runId);

    public void Saw(Follower follower, Part part)
    {
        // A trigger and its subscriber's first part can come in one step.
        Look();
        foreach (var invariant in invariants)
        {
            invariant.OnPart(follower, part);
        }
    }

    public async Task StartWorkerAsync()
    {
        var worker = new SimulatedProcess(Thread, store, journal, errorsPerThousand, hasWorker: true);
        worker.Died = () => Thread.Scheduler.Schedule(_ => _ = ReplaceAsync(), state: null);
        workers.Add(worker);
        await worker.StartAsync();
    }

    public SimulationReport Report() => new()
    {
        Steps = Thread.Scheduler.Steps,
        Processes = workers.Count + 1,
        Runs = runs.Count,
        Parts = followers.Sum(follower => follower.Seen.Count),
        Entries = runs.Values.SelectMany(run => run.Entries).GroupBy(entry => entry.Kind).ToDictionary(kind => kind.Key.ToString(), kind => (long)kind.Count(), StringComparer.Ordinal),
    };

    private static async Task InsistAsync(Func<Task> call)
    {
        while (true)
        {
            try
            {
                await call();
                return;
            }
            catch (IOException)
            {
                // The store did not answer; doing it again is harmless.
            }
        }
    }

    private async Task ReplaceAsync()
    {
        await Thread.DelayAsync(TimeSpan.FromMilliseconds(Thread.Random.Next(5000)), CancellationToken.None);
        await StartWorkerAsync();
    }

    private async Task TriggerAsync(List<Task> others)
    {
        var count = 1 + Thread.Random.Next(4);
        for (var number = 0; number < count; number++)
        {
            try
            {
                var run = await caller.Client.TriggerAsync(new Work(number, IsPoison: HasPoison && number < 2));
                for (var left = Thread.Random.Next(3); left > 0; left--)
                {
                    var follower = new Follower(this, run.Id);
                    followers.Add(follower);
                    others.Add(follower.FollowAsync());
                }

                others.Add(MaybeCancelAsync(run.Id));
            }
            catch (IOException)
            {
                // Whether the run exists is not known to its caller; if it does, it has to end like any other.
            }

            await Thread.DelayAsync(TimeSpan.FromMilliseconds(Thread.Random.Next(1000)), CancellationToken.None);
        }
    }

    private async Task MaybeCancelAsync(string runId)
    {
        if (Thread.Random.Next(4) > 0)
        {
            return;
        }

        await Thread.DelayAsync(TimeSpan.FromMilliseconds(Thread.Random.Next(4000)), CancellationToken.None);
        await CancelAsync(runId, () => caller.Client.CancelAsync(runId));
    }

    public async Task CancelAsync(string runId, Func<Task> cancel)
    {
        await Thread.PausesAsync(100);
        Look();
        runs[runId].IsCancelAsked = true;
        try
        {
            await cancel();
        }
        catch (IOException)
        {
            // Asked for or not: either is right.
        }
    }

    private void Look()
    {
        var touched = store.TakeTouched();
        foreach (var runId in touched)
        {
            if (store.GetAsync(runId, CancellationToken.None).Result is { } head)
            {
                Look(head);
            }
        }

        foreach (var invariant in touched.Count > 0 ? invariants : [])
        {
            invariant.OnLooked();
        }
    }

    private void Look(RunHead head)
    {
        var isNew = !runs.TryGetValue(head.RunId, out var run);
        runs[head.RunId] = run ??= new SimulatedRun(head);

        run.Head = head;
        var page = store.ReadAsync(new ReadRequest(run.Id, run.Entries.Count) { MaxBytes = int.MaxValue }, CancellationToken.None).Result;
        foreach (var entry in page.Segments.SelectMany(segment => CommittedSegment.Read(segment).Entries))
        {
            foreach (var invariant in invariants)
            {
                invariant.OnEntry(run, entry);
            }

            run.Add(entry);
        }

        foreach (var invariant in invariants)
        {
            if (isNew)
            {
                invariant.OnCreated(run);
            }

            invariant.OnHead(run);
        }
    }
}
