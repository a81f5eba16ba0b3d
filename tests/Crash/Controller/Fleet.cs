using Runnel.Crash.Checks;
using Runnel.Crash.Roles;

namespace Runnel.Crash.Controller;

/// <summary>All processes of a campaign. None of them is left when it is disposed of.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);

    private readonly IReadOnlyList<Slot> all;

    public Fleet(CampaignOptions options, WorkFolder folder, Findings findings)
    {
        Workers = [.. Enumerable.Range(0, options.Workers).Select(index => new WorkerSlot(RoleOptions.Worker, index, folder, options.Seed, findings))];
        Subscribers = [.. Enumerable.Range(0, options.Subscribers).Select(index => new Slot(RoleOptions.Subscriber, index, folder, options.Seed, findings))];
        Trigger = new Slot(RoleOptions.Trigger, 0, folder, options.Seed, findings);
        all = [.. Workers, .. Subscribers, Trigger];
    }

    /// <summary>Of workers alone; the controller triggers.</summary>
    public Fleet(IReadOnlyList<WorkerSlot> workers)
    {
        (Workers, Subscribers) = (workers, []);
        all = workers;
    }

    public IReadOnlyList<WorkerSlot> Workers { get; }

    public IReadOnlyList<Slot> Subscribers { get; }

    public Slot? Trigger { get; }

    /// <summary>Starts all at once: which of them makes the database is left to them.</summary>
    public void Start()
    {
        foreach (var slot in all)
        {
            slot.Start();
        }
    }

    public async Task RestartEndedAsync()
    {
        foreach (var slot in all)
        {
            await slot.RestartIfEndedAsync();
        }
    }

    public Task StopTriggerAsync() => Trigger?.StopAsync(StopTimeout) ?? Task.CompletedTask;

    public Task StopWorkersAsync() => Task.WhenAll(Workers.Select(worker => worker.StopAsync(StopTimeout)));

    public Task AwaitSubscribersAsync(TimeSpan timeout) => Task.WhenAll(Subscribers.Select(subscriber => subscriber.AwaitEndAsync(timeout)));

    public async ValueTask DisposeAsync()
    {
        foreach (var slot in all)
        {
            await slot.DisposeAsync();
        }

        foreach (var worker in Workers)
        {
            worker.Dispose();
        }
    }
}
