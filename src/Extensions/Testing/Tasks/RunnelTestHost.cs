using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Testing.Simulation;

namespace Runnel.Testing;

/// <summary>
/// A host for tests: the whole of Runnel in memory, on real threads and on a clock that the test moves. Delays between attempts, the time for
/// draining and whatever the tasks themselves wait for on their <see cref="TimeProvider"/> take no real time.
/// </summary>
/// <remarks>
/// Before the clock moves, the host comes to rest: it waits for all code that tasks and engine run on any thread, through <c>await</c> and
/// <c>Task.Run</c>. What it cannot see is work outside: a socket, a file, a process, a timer of the real clock. A task that waits for such a
/// thing looks at rest; have its fake in the test complete at once, or on <see cref="Time"/>.
/// </remarks>
public sealed class RunnelTestHost : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly RecordedLogs logs;
    private readonly HostClock clock;
    private readonly TimeSpan patience;
    private Task? stopped;

    private RunnelTestHost(ServiceProvider services, RecordedLogs logs, HostActivity activity, RunnelTestHostOptions options)
    {
        (this.services, this.logs, patience) = (services, logs, options.Patience);
        Time = options.Time;
        clock = new HostClock(Time, activity, new HostReport(services, logs), patience);
    }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => services;

    /// <summary>The host's clock. <see cref="AdvanceAsync"/> is how to move it; its wall clock can be set at any time.</summary>
    public VirtualTime Time { get; }

    /// <summary>What was logged so far, at every level.</summary>
    public IReadOnlyList<LoggedMessage> Logs =>
        [.. logs.All.Select(log => new LoggedMessage(log.Level, log.Category, log.Message, log.Exception, log.Scope))];

    /// <summary>Starts a host.</summary>
    /// <param name="configure">
    /// Names the tasks, as the callback of <c>AddRunnel</c> does. Runs are kept in memory for as long as the host is, unless it names another store.
    /// May be left out where <paramref name="services"/> calls <c>AddRunnel</c> itself, as an application's own composition does.
    /// </param>
    /// <param name="services">Adds what the tasks need. Hosted services are started and stopped too.</param>
    /// <param name="options">How the host runs.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="InvalidOperationException">Neither callback adds Runnel.</exception>
    public static async Task<RunnelTestHost> StartAsync(
        Action<RunnelBuilder>? configure = null, Action<IServiceCollection>? services = null, RunnelTestHostOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new RunnelTestHostOptions();
        var (activity, logs) = (new HostActivity(), new RecordedLogs());
        var host = new RunnelTestHost(HostServices.Build(configure, services, options, activity, logs), logs, activity, options);
        try
        {
            foreach (var service in host.services.GetServices<IHostedService>())
            {
                await service.StartAsync(cancellationToken);
            }
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        return host;
    }

    /// <summary>A generated client, such as <c>Chat.TaskClient</c>.</summary>
    /// <exception cref="InvalidOperationException">The host knows no task with this client.</exception>
    public TClient Client<TClient>()
        where TClient : class =>
        services.GetService<TClient>() ?? throw new InvalidOperationException(
            $"RunnelTestHost knows no client {typeof(TClient)}: its task is not among those of the host. Name them at its start: "
            + "AddTasks() for those of the calling assembly, Add(…) for another assembly's module.");

    /// <summary>
    /// Comes to rest, moves the clock from timer to timer, each time coming to rest again, and ends when it stands <paramref name="by"/> later and
    /// the host rests. Retries, drains and delays that come due on the way happen in their order.
    /// </summary>
    /// <param name="by">How far; zero only waits for the host to rest.</param>
    /// <param name="cancellationToken">Gives up; the clock stays where it is then.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    /// <exception cref="TimeoutException">The host does not come to rest within <see cref="RunnelTestHostOptions.Patience"/>.</exception>
    public Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default) => clock.AdvanceAsync(by, cancellationToken);

    /// <summary>
    /// Moves the clock from timer to timer, coming to rest in between, until a task completes, such as that of a run's <c>WaitAsync</c>; not further.
    /// </summary>
    /// <param name="task">What is waited for.</param>
    /// <param name="atMost">How far to move the clock. Default a day.</param>
    /// <param name="cancellationToken">Gives up; the clock stays where it is then.</param>
    /// <exception cref="TimeoutException">
    /// The task has not completed when the clock has moved so far, or <see cref="RunnelTestHostOptions.Patience"/> is over. The message tells
    /// where the host's runs stand.
    /// </exception>
    public async Task AdvanceUntilAsync(Task task, TimeSpan? atMost = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        await clock.AdvanceUntilAsync(task, atMost ?? TimeSpan.FromDays(1), cancellationToken);
        await task;
    }

    /// <inheritdoc cref="AdvanceUntilAsync(Task, TimeSpan?, CancellationToken)"/>
    /// <returns>The task's result.</returns>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> task, TimeSpan? atMost = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        await clock.AdvanceUntilAsync(task, atMost ?? TimeSpan.FromDays(1), cancellationToken);
        return await task;
    }

    /// <inheritdoc cref="AdvanceUntilAsync{T}(Task{T}, TimeSpan?, CancellationToken)"/>
    public Task<T> AdvanceUntilAsync<T>(ValueTask<T> task, TimeSpan? atMost = null, CancellationToken cancellationToken = default) =>
        AdvanceUntilAsync(task.AsTask(), atMost, cancellationToken);

    /// <summary>
    /// Stops the host, as a deployment does: it takes no more runs, and gives back those that execute. A task that rests without having heeded its
    /// token is left behind. Stopping again changes nothing.
    /// </summary>
    /// <exception cref="TimeoutException">The host has not stopped within <see cref="RunnelTestHostOptions.Patience"/>.</exception>
    public Task StopAsync()
    {
        stopped ??= StopServicesAsync();
        return stopped;
    }

    /// <summary>Stops the host and disposes of its services. What goes wrong with that does not hide what failed in the test: it is in <see cref="Logs"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
            await services.DisposeAsync().AsTask().WaitAsync(patience);
        }
        catch (Exception exception)
        {
            logs.CreateLogger(typeof(RunnelTestHost).FullName!).LogDisposalFailed(exception);
        }
    }

    private async Task StopServicesAsync()
    {
        using var giveUp = new CancellationTokenSource();
        await clock.StopAsync(StopAllAsync(giveUp.Token), giveUp);
    }

    private async Task StopAllAsync(CancellationToken giveUp)
    {
        foreach (var service in services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(giveUp);
        }
    }
}
