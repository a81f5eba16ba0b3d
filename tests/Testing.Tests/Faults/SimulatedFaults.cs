using System.Text;
using Runnel.Storage;
using Runnel.Testing.Simulation;

namespace Runnel.Testing.Tests.Faults;

/// <summary>Under a seeded schedule nothing leaves the thread, and the store's contract holds whatever goes wrong.</summary>
public sealed class SimulatedFaults
{
    [Fact]
    public void AWriterWhoseCallsGoWrong_LosesAndDoublesNothing() => SimulatedThread.ForEachSeed(100, async thread =>
    {
        var server = new InMemoryRunStore(thread.Time);
        var store = new FaultInjectingStore(server, FaultPlan.Random(thread.Random.Next(), errors: 0.4, delays: 0.3), thread.Time);
        var home = Environment.CurrentManagedThreadId;
        await AnsweredAsync(thread, () => store.RegisterAsync("worker", TimeSpan.FromSeconds(30), default).AsTask());
        await AnsweredAsync(thread, () => store.CreateAsync([New("run", "created")], default).AsTask());
        var request = new TakeRequest { Worker = "worker", Token = 1, TaskIds = ["task"], Limit = 1 };
        await AnsweredAsync(thread, () => store.TakeAsync(request, default).AsTask());
        for (var number = 1; number <= 20; number++)
        {
            var append = new RunAppend("run", 1, number, Body($"{number}"), Change: null);
            await AnsweredAsync(thread, () => store.AppendAsync([append], writer: null, default).AsTask());
            Assert.Equal(home, Environment.CurrentManagedThreadId);
        }

        await store.MakeLateCallsAsync();
        var page = await server.ReadAsync(new ReadRequest("run", After: 0), default);
        Assert.Equal(["created", .. Enumerable.Range(1, 20).Select(number => $"{number}")], page.Segments.Select(Text));
    });

    [Fact]
    public void ADeadProcess_HoldsTheSimulationUpForNobody() => SimulatedThread.ForEachSeed(20, async thread =>
    {
        var server = new InMemoryRunStore(thread.Time);
        var process = new FaultInjectingStore(server, FaultPlan.Random(thread.Random.Next(), errors: 0, deaths: 0.2), thread.Time);
        var unwound = 0;
        async Task LiveAsync(string prefix)
        {
            try
            {
                for (var number = 0; ; number++)
                {
                    await thread.PausesAsync(2);
                    await process.CreateAsync([New($"{prefix}{number}", "created")], default);
                }
            }
            catch (ProcessDiedException)
            {
                unwound++;
            }
        }

        Task[] lives = [LiveAsync("a"), LiveAsync("b")];
        await thread.RestAsync();
        Assert.True(process.IsDead);
        Assert.Equal(0, unwound);

        process.Bury();
        foreach (var life in lives)
        {
            await life;
        }

        Assert.Equal(2, unwound);
    });

    [Fact]
    public void TheSameSeed_GoesWrongInTheSameWay()
    {
        var logs = new List<string>();
        for (var round = 0; round < 2; round++)
        {
            var log = new StringBuilder();
            SimulatedThread.ForEachSeed(5, async thread =>
            {
                var plan = FaultPlan.Random(thread.Random.Next(), errors: 0.5);
                var store = new FaultInjectingStore(new InMemoryRunStore(thread.Time), plan, thread.Time);
                for (var number = 0; number < 20; number++)
                {
                    try
                    {
                        await store.GetAsync("run", default);
                        log.Append('.');
                    }
                    catch (InjectedFaultException exception)
                    {
                        log.Append(exception.Kind).Append(exception.Call.Number);
                    }
                }
            });
            logs.Add(log.ToString());
        }

        Assert.Contains("Error", logs[0], StringComparison.Ordinal);
        Assert.Equal(logs[0], logs[1]);
    }

    private static async Task AnsweredAsync(SimulatedThread thread, Func<Task> call)
    {
        while (true)
        {
            try
            {
                await call();
                return;
            }
            catch (InjectedFaultException)
            {
                await thread.PauseAsync();
            }
        }
    }

    private static NewRun New(string runId, string text) => new() { RunId = runId, TaskId = "task", CreatedAt = default, Body = Body(text) };

    private static SegmentBody Body(string text) => new(1, HasState: true, Encoding.UTF8.GetBytes(text));

    private static string Text(StoredSegment segment) => Encoding.UTF8.GetString(segment.Body.Bytes.Span);
}
