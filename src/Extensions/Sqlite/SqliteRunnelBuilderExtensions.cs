using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel.Sqlite;
using Runnel.Storage;

namespace Runnel;

/// <summary>Keeps a host's runs in an SQLite file.</summary>
public static class SqliteRunnelBuilderExtensions
{
    /// <summary>Keeps runs in an SQLite file; it is opened when the host starts, and made where there is none.</summary>
    /// <param name="builder">The host's Runnel.</param>
    /// <param name="path">The file, in a folder that exists.</param>
    public static RunnelBuilder UseSqlite(this RunnelBuilder builder, string path) => builder.UseSqlite(new SqliteRunStoreOptions { Path = path });

    /// <summary>Keeps runs in an SQLite file; it is opened when the host starts, and made where there is none.</summary>
    /// <param name="builder">The host's Runnel.</param>
    /// <param name="options">The file and how runs are kept in it.</param>
    /// <exception cref="RunnelException">An option is out of its range.</exception>
    public static RunnelBuilder UseSqlite(this RunnelBuilder builder, SqliteRunStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        builder.Services.AddSingleton<IHostedService>(provider => new StoreOpening(provider));
        return builder.UseStore(provider => new SqliteRunStore(options, provider.GetService<TimeProvider>(), provider.GetService<ILoggerFactory>()));
    }

    /// <summary>A host that only triggers would otherwise open the file with its first call, and be told then of a file that it cannot use.</summary>
    private sealed class StoreOpening(IServiceProvider provider) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            provider.GetService<IRunStore>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
