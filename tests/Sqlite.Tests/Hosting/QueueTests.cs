using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Sqlite.Tests.Harness;

namespace Runnel.Sqlite.Tests.Hosting;

/// <summary>Whole hosts on one file, with threads and time as they are.</summary>
public sealed class QueueTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly Crowd crowd = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task WithOneSlot_AParentThatWaitsForTwoAtOnce_TenLevelsDeep_Completes()
    {
        using var host = await StartAsync(maxConcurrentRuns: 1);
        var trees = host.Services.GetRequiredService<Tree.TaskClient>();

        var result = await trees.TriggerAndWaitAsync(new Level(10, "root"), cancellationToken: Work.Token);

        Assert.Equal(21, result.GetOutputOrThrow());
        Assert.Equal(1, crowd.Most);
        await host.StopAsync(Work.Token);
    }

    [Fact]
    public async Task OverThreeHosts_NoMoreRunsExecuteThanThereAreSlots()
    {
        var hosts = new List<IHost>();
        for (var number = 0; number < 3; number++)
        {
            hosts.Add(await StartAsync(maxConcurrentRuns: 100));
        }

        var shorts = hosts[0].Services.GetRequiredService<Short.TaskClient>();
        var batch = await shorts.BatchTriggerAsync(Enumerable.Range(0, 500).Select(number => new BatchItem<Level>(new Level(20_000, $"{number}"))), Work.Token);

        Assert.All(await batch.WaitAsync(Work.Token), result => Assert.True(result.IsSuccess));
        Assert.InRange(crowd.Most, 1, 5);
        foreach (var host in hosts)
        {
            await host.StopAsync(Work.Token);
            host.Dispose();
        }
    }

    private async Task<IHost> StartAsync(int maxConcurrentRuns)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(crowd);
        builder.Services.AddRunnel(runnel => runnel
            .UseSqlite(folder.File)
            .AddQueue("one", 1)
            .AddQueue("five", 5)
            .AddTasks()
            .Configure(options => options.MaxConcurrentRuns = maxConcurrentRuns));
        var host = builder.Build();
        await host.StartAsync(Work.Token);
        return host;
    }
}
