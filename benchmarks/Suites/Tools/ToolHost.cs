using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Runnel.Benchmarks.Suites.Tools;

/// <summary>A host as an application has it, in memory, with agents that follow a script.</summary>
internal sealed class ToolHost : IAsyncDisposable
{
    private readonly IHost host;

    private ToolHost(IHost host) => this.host = host;

    public ForecastTools Tools => host.Services.GetRequiredService<ForecastTools>();

    public static ToolHost Create(Func<ForecastTools, Task> calls)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddSingleton(new AgentScript(calls));
        builder.Services.AddRunnel(runnel => runnel.UseInMemory().AddTasks());
        return new ToolHost(builder.Build());
    }

    /// <summary>Runs one agent to its end.</summary>
    public async Task RunAgentAsync()
    {
        await host.StartAsync();
        (await host.Services.GetRequiredService<Agent.TaskClient>().TriggerAndWaitAsync()).GetOutputOrThrow();
        await host.StopAsync();
    }

    public ValueTask DisposeAsync() => ((IAsyncDisposable)host).DisposeAsync();
}
