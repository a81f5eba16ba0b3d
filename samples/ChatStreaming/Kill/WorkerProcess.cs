using System.Diagnostics;
using ChatStreaming.Offline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;

namespace ChatStreaming.Kill;

/// <summary>A worker in a process of its own: this program once more, in another role.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>The argument that makes a process a worker; the database follows.</summary>
    public const string Role = "--worker";

    /// <summary>How long a worker that has died keeps its runs from others. Short, since somebody watches.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private volatile bool isToEnd;

    private WorkerProcess(Process process) => this.process = process;

    /// <summary>The process's id.</summary>
    public int Id { get; private set; }

    /// <summary>What such a process does: it works until its standard input closes, which it does when the sample ends, in whatever way.</summary>
    public static async Task<int> WorkAsync(string database)
    {
        var journal = Journal.Beside(database);
        using var host = ChatHost.Create(database, runnel => runnel.Configure(options => options.LeaseDuration = Lease).Services
            .AddSingleton<IChatClient>(new JournalingChatClient(ChatClients.Create(Settings.OfProcess, TimeProvider.System), journal))
            .AddSingleton<IWeatherApi>(new JournalingWeather(new OfflineWeather(TimeProvider.System), journal)));
        await host.StartAsync();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null);
        await host.StopAsync();
        return 0;
    }

    /// <summary>Starts such a process. It shares this one's standard error, so that what it complains about is seen.</summary>
    /// <param name="database">The file whose runs it is to execute.</param>
    /// <param name="callsBackwards">Whether its model, if it is the offline one, makes the calls of a step in the opposite order.</param>
    /// <param name="onDeath">Told what happened if it ends by itself; on any thread.</param>
    public static WorkerProcess Start(string database, bool callsBackwards, Action<string> onDeath)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location, Role, database]) { RedirectStandardInput = true },
            EnableRaisingEvents = true,
        };
        process.StartInfo.Environment["OFFLINE_CALLS"] = callsBackwards ? ChatClients.Backwards : "";
        var worker = new WorkerProcess(process);
        process.Exited += (_, _) =>
        {
            if (!worker.isToEnd)
            {
                onDeath($"the worker (process {process.Id}) ended by itself, with exit code {process.ExitCode}");
            }
        };
        process.Start();
        worker.Id = process.Id;
        return worker;
    }

    /// <summary>Ends the process with SIGKILL, or with what comes closest to it: none of its code runs any more.</summary>
    /// <returns>Whether that is what it died of.</returns>
    public async Task<bool> KillAsync()
    {
        isToEnd = true;
        process.Kill();
        await process.WaitForExitAsync();
        return process.ExitCode == (OperatingSystem.IsWindows() ? -1 : 128 + 9);
    }

    /// <summary>Asks the process to end, and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        isToEnd = true;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopLimit);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
