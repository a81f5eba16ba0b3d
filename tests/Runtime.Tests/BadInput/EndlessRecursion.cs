using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

/// <summary>A task that triggers itself without end is stopped at a depth, once.</summary>
public sealed class EndlessRecursion
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheTreeFails_WithoutATrunkOfRetries_AndSaysWhy(bool inBatches) => SimulatedThread.Run(async thread =>
    {
        var executions = 0;
        TestTask.Client? itself = null;
        var host = await SimulatedHost.StartAsync(
            thread,
            async (question, _, _, _) =>
            {
                executions++;
                var next = new Question("deeper", question.Times + 1);
                return inBatches
                    ? (await itself!.BatchTriggerAndWaitAsync([new(next)]))[0].GetOutputOrThrow()
                    : (await itself!.TriggerAndWaitAsync(next)).GetOutputOrThrow();
            },
            configure: runnel => runnel.Configure(options => (options.MaxDepth, options.MaxConcurrentRuns) = (20, 2)));
        itself = host.Client;

        var result = await host.Client.TriggerAndWaitAsync(new Question("root", 0));

        Assert.Equal((RunStatus.Failed, typeof(RunDepthException).FullName), (result.Status, result.Error!.Type));
        Assert.Contains("RunnelOptions.MaxDepth is 20", result.Error.Message, StringComparison.Ordinal);
        Assert.Contains("triggers itself", result.Error.Message, StringComparison.Ordinal);

        // The root and twenty below it, each executed once, though three attempts may fail.
        Assert.Equal(21, executions);
        var runs = await host.Runnel.ListAsync(new RunQuery { Limit = 1000 });
        Assert.Equal(21, runs.Count);
        Assert.All(runs, run => Assert.Equal(RunStatus.Failed, run.Status));
    });

    [Fact]
    public void PlainTriggers_AreStoppedAsWell() => SimulatedThread.Run(async thread =>
    {
        TestTask.Client? itself = null;
        var host = await SimulatedHost.StartAsync(
            thread,
            async (question, _, _, _) =>
            {
                await itself!.TriggerAsync(new Question("deeper", question.Times + 1));
                return Reply.Done;
            },
            configure: runnel => runnel.Configure(options => options.MaxDepth = 5));
        itself = host.Client;
        await host.Client.TriggerAsync(new Question("root", 0));
        await thread.RestAsync();

        var runs = await host.Runnel.ListAsync();
        Assert.Equal([.. Enumerable.Repeat(RunStatus.Completed, 5), RunStatus.Failed], runs.Select(run => run.Status).Order());
        Assert.Equal([0, 1, 2, 3, 4, 5], await DepthsAsync(host, runs));
    });

    [Fact]
    public void ATaskThatHeedsTheError_GoesOn() => SimulatedThread.Run(async thread =>
    {
        TestTask.Client? itself = null;
        var host = await SimulatedHost.StartAsync(
            thread,
            async (question, _, _, _) =>
            {
                var result = await itself!.TriggerAndWaitAsync(new Question("deeper", question.Times + 1));
                return result.IsSuccess ? result.Output! : new Reply($"{question.Times} was the last");
            },
            configure: runnel => runnel.Configure(options => options.MaxDepth = 3));
        itself = host.Client;

        Assert.Equal("2 was the last", (await host.Client.TriggerAndWaitAsync(new Question("root", 0))).GetOutputOrThrow().Text);
    });

    private static async Task<List<int>> DepthsAsync(SimulatedHost host, IReadOnlyList<RunSummary> runs)
    {
        var depths = new List<int>();
        foreach (var run in runs)
        {
            depths.Add((await host.Runnel.GetAsync(run.Id))!.Depth);
        }

        return [.. depths.Order()];
    }
}
