using Microsoft.Extensions.Hosting;

namespace Runnel.Schedules;

/// <summary>Starts and stops the serving of schedules with the host.</summary>
internal sealed class ScheduleService(ScheduleLoop loop) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        loop.Start();
        return Task.CompletedTask;
    }

    // A store that does not answer is not waited for: what it was asked is done whole or not at all.
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        loop.Stop();
        var givenUp = new TaskCompletionSource();
        var registration = cancellationToken.UnsafeRegister(static givenUp => ((TaskCompletionSource)givenUp!).TrySetResult(), givenUp);
        await using var disposal = registration.ConfigureAwait(false);
        await Task.WhenAny(loop.Ended, givenUp.Task).ConfigureAwait(false);
    }
}
