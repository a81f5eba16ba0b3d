using Microsoft.Extensions.DependencyInjection;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

public sealed class WrongOptions
{
    public static TheoryData<string, Action<RunnelOptions>> OutOfRange => new()
    {
        { nameof(RunnelOptions.MaxConcurrentRuns), options => options.MaxConcurrentRuns = 0 },
        { nameof(RunnelOptions.DrainTimeout), options => options.DrainTimeout = TimeSpan.FromTicks(-1) },
        { nameof(RunnelOptions.DrainTimeout), options => options.DrainTimeout = TimeSpan.MaxValue },
        { nameof(RunnelOptions.CancelGracePeriod), options => options.CancelGracePeriod = TimeSpan.FromTicks(-1) },
        { nameof(RunnelOptions.CancelGracePeriod), options => options.CancelGracePeriod = TimeSpan.FromDays(50) },
        { nameof(RunnelOptions.WindowBytes), options => options.WindowBytes = 1023 },
        { nameof(RunnelOptions.LiveTailBytes), options => options.LiveTailBytes = 1023 },
        { nameof(RunnelOptions.PageBytes), options => options.PageBytes = 1023 },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void AnOptionOutOfRange_IsNamed(string name, Action<RunnelOptions> configure)
    {
        var error = Assert.Throws<RunnelException>(() => new ServiceCollection().AddRunnel(runnel => runnel.Configure(configure)));

        Assert.Contains($"RunnelOptions.{name} is ", error.Message);
    }

    [Fact]
    public void AddRunnelTwice_IsAnError()
    {
        var services = new ServiceCollection().AddRunnel(_ => { });

        Assert.Contains("twice", Assert.Throws<RunnelException>(() => services.AddRunnel(_ => { })).Message);
    }

    [Fact]
    public void TwoTasksOfOneId_AreAnError()
    {
        TestBody body = (_, _, _, _) => Task.FromResult(Reply.Done);
        var services = new ServiceCollection().AddRunnel(runnel => runnel.Add(new TestTask(body).Module).Add(new TestTask(body).Module));

        var error = Assert.Throws<RunnelException>(() => services.BuildServiceProvider().GetRequiredService<IRunnelClient>());
        Assert.Contains("'test'", error.Message);
    }

    [Fact]
    public void TriggeringWithNoAttempts_IsAnError() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Client.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = 0 }));
        Assert.Empty(await host.Runnel.ListAsync());
    });
}
