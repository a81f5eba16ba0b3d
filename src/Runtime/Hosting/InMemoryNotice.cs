using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel.Storage;

namespace Runnel.Hosting;

/// <summary>Says once, at start, that runs are not kept.</summary>
internal sealed partial class InMemoryNotice(ILoggerFactory loggers) : IHostedService
{
    private readonly ILogger logger = loggers.CreateLogger<InMemoryRunStore>();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogInMemory();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "Runs are kept in memory and end with this process. Call UseSqlite of the package Runnel.Sqlite to keep them, or UseInMemory to say that this is meant.")]
    private partial void LogInMemory();
}
