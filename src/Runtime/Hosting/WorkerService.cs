using Microsoft.Extensions.Hosting;
using Runnel.Execution;

namespace Runnel.Hosting;

/// <summary>Starts and stops the worker with the host.</summary>
internal sealed class WorkerService(Worker worker) : IHostedService, IAsyncDisposable
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        worker.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => worker.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => worker.DisposeAsync();
}
