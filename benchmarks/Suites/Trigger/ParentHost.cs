using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel.Benchmarks.Suites.Sqlite;
using Runnel.Benchmarks.Suites.Sqlite.Jobs;
using Runnel.Storage;

namespace Runnel.Benchmarks.Suites.Trigger;

/// <summary>A host as an application has it, with parents that follow a script.</summary>
internal sealed class ParentHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly string? file;

    private ParentHost(IHost host, string? file) => (this.host, this.file) = (host, file);

    public Parent.TaskClient Parents => host.Services.GetRequiredService<Parent.TaskClient>();

    public NoOp.TaskClient Children => host.Services.GetRequiredService<NoOp.TaskClient>();

    public IRunStore Store => host.Services.GetRequiredService<IRunStore>();

    /// <summary>Starts one.</summary>
    /// <param name="file">The database, which goes with the host; nothing for the store in memory.</param>
    /// <param name="calls">What a parent does.</param>
    public static async Task<ParentHost> StartAsync(string? file, Func<NoOp.TaskClient, CancellationToken, Task> calls)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddSingleton(new Script(calls));
        builder.Services.AddRunnel(runnel => (file is null ? runnel : runnel.UseSqlite(file)).AddTasks());
        var host = builder.Build();
        await host.StartAsync();
        return new ParentHost(host, file);
    }

    /// <summary>Runs so many parents at once, to their ends.</summary>
    public async Task RunParentsAsync(int count)
    {
        foreach (var result in await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Parents.TriggerAndWaitAsync())))
        {
            _ = result.GetOutputOrThrow();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        if (file is not null)
        {
            ScratchFolder.Delete(file);
        }
    }
}
