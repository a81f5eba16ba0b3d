using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runnel.Diagnostics;

namespace Runnel.Tests.Diagnostics;

/// <summary>Logs, traces and metrics, as a host's own listeners receive them.</summary>
public sealed class DiagnosticsTests
{
    [Fact]
    public async Task WhatATaskLogs_CarriesRunTaskAndAttempt_InItsSourcesToo()
    {
        using var logs = new RecordedLogs();
        ILogger? logger = null;
        var task = new TestTask(
            async (_, streams, context, _) =>
            {
                logger!.LogInformation("in the task");
                await streams.Text.Pipe(LogAsync(logger!)).Completion;
                return context.Attempt == 1 ? throw new InvalidOperationException("again") : Reply.Done;
            },
            retry: new RetryPolicy { MinDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero },
            create: services => logger = services.GetRequiredService<ILogger<DiagnosticsTests>>());
        await using var host = await TestHost.StartAsync(task, services: logs.AddTo);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await run.WaitAsync(Within.TheLimit);

        var own = logs.All.Where(log => log.Category == typeof(DiagnosticsTests).FullName).ToList();
        Assert.Equal(["in the task", "in the source", "in the task", "in the source"], own.Select(log => log.Message));
        Assert.All(own, log => Assert.Equal((run.Id, "test"), (log.Scope["RunId"], log.Scope["TaskId"])));
        Assert.Equal([1, 1, 2, 2], own.Select(log => log.Scope["Attempt"]));

        static async IAsyncEnumerable<string> LogAsync(ILogger logger)
        {
            await Task.Yield();
            logger.LogInformation("in the source");
            yield return "chunk";
        }
    }

    [Fact]
    public async Task AnExecution_IsAnActivity()
    {
        var activities = new List<Activity>();
        Activity? current = null;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RunnelDiagnostics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (activities)
                {
                    activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await TestHost.StartAsync(new TestTask(
            (_, _, _, _) =>
            {
                current = Activity.Current;
                return Task.FromResult(Reply.Done);
            },
            "traced"));
        var run = await host.Client.TriggerAsync(new Question("?"));
        await run.WaitAsync(Within.TheLimit);
        await host.StopAsync();

        lock (activities)
        {
            var activity = Assert.Single(activities, activity => (string?)activity.GetTagItem("runnel.run.id") == run.Id && activity.Kind == ActivityKind.Consumer);
            Assert.Equal("run traced", activity.OperationName);
            Assert.Equal(("traced", 1, "Completed"), (activity.GetTagItem("runnel.task.id"), activity.GetTagItem("runnel.attempt"), activity.GetTagItem("runnel.status")));
            Assert.Same(activity, current);
        }
    }

    [Fact]
    public async Task RunsAndEntries_AreCounted()
    {
        var counted = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == RunnelDiagnostics.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (counted)
            {
                var task = tags.ToArray().FirstOrDefault(tag => tag.Key == "task").Value as string;
                var name = task is null ? instrument.Name : $"{instrument.Name} {task}";
                counted[name] = counted.GetValueOrDefault(name) + value;
            }
        });
        listener.Start();
        await using var host = await TestHost.StartAsync(new TestTask((_, _, _, _) => throw new InvalidOperationException("no"), "counted"));
        await (await host.Client.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = 1 })).WaitAsync(Within.TheLimit);
        await host.StopAsync();

        lock (counted)
        {
            Assert.Equal(1, counted["runnel.runs.triggered counted"]);
            Assert.Equal(1, counted["runnel.runs.finished counted"]);
            Assert.Equal(1, counted["runnel.attempts.failed counted"]);
            Assert.InRange(counted["runnel.log.entries"], low: 2, high: long.MaxValue);
            Assert.InRange(counted["runnel.log.commits"], low: 2, high: long.MaxValue);
            Assert.InRange(counted["runnel.log.bytes"], low: 36, high: long.MaxValue);
        }
    }

    [Fact]
    public async Task AnotherContract_WarnsOnce()
    {
        using var logs = new RecordedLogs();
        var store = new Storage.InMemoryRunStore();
        TestBody body = (_, _, _, _) => Task.FromResult(Reply.Done);
        await using var older = await TestHost.StartAsync(new TestTask(body, alsoDeclared: new("given-up", typeof(int))), store: store, configure: runnel => runnel.ClientOnly());
        await using var newer = await TestHost.StartAsync(new TestTask(body), store: store, services: logs.AddTo);
        for (var number = 0; number < 3; number++)
        {
            Assert.True((await (await older.Client.TriggerAsync(new Question("?"))).WaitAsync(Within.TheLimit)).IsSuccess);
        }

        var warning = Assert.Single(logs.All, log => log.Message.Contains("contract"));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains("'test'", warning.Message);
    }

    [Fact]
    public async Task TheInMemoryStore_SaysSoOnce_AndAnotherDoesNot()
    {
        using var logs = new RecordedLogs();
        TestBody body = (_, _, _, _) => Task.FromResult(Reply.Done);
        await using (await TestHost.StartAsync(body, services: logs.AddTo))
        {
            Assert.Contains("in memory", Assert.Single(logs.All, log => log.Level == LogLevel.Warning).Message);
        }

        logs.All.Clear();
        await using (await TestHost.StartAsync(body, store: new Storage.InMemoryRunStore(), services: logs.AddTo))
        {
            Assert.DoesNotContain(logs.All, log => log.Level >= LogLevel.Warning);
        }
    }
}
