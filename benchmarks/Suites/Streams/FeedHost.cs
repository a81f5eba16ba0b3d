using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel.Storage;

namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>A host as an application has it, with the in-memory store, around <see cref="Feed"/>.</summary>
internal sealed class FeedHost : IAsyncDisposable
{
    private readonly IHost host;

    private FeedHost(IHost host) => this.host = host;

    public Feed.TaskClient Client => host.Services.GetRequiredService<Feed.TaskClient>();

    public IRunStore Store => host.Services.GetRequiredService<IRunStore>();

    public static async Task<FeedHost> StartAsync(StartingGate gate)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddSingleton(gate);
        builder.Services.AddRunnel(runnel => runnel.AddTasks());
        var host = builder.Build();
        await host.StartAsync();
        return new FeedHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
