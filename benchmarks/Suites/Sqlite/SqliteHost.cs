using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Runnel.Benchmarks.Suites.Sqlite;

/// <summary>A host as an application has it, with its runs in an SQLite file.</summary>
internal sealed class SqliteHost : IAsyncDisposable
{
    private readonly IHost host;

    private SqliteHost(IHost host) => this.host = host;

    /// <summary>Starts one.</summary>
    /// <param name="file">The database.</param>
    /// <param name="services">What the tasks ask for.</param>
    /// <param name="configure">What else Runnel is told.</param>
    public static async Task<SqliteHost> StartAsync(string file, Action<IServiceCollection>? services = null, Action<RunnelBuilder>? configure = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        services?.Invoke(builder.Services);
        builder.Services.AddRunnel(runnel =>
        {
            runnel.UseSqlite(file).AddTasks();
            configure?.Invoke(runnel);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new SqliteHost(host);
    }

    /// <summary>A task's client.</summary>
    public TClient Client<TClient>()
        where TClient : notnull => host.Services.GetRequiredService<TClient>();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
