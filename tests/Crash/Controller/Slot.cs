using Runnel.Crash.Checks;
using Runnel.Crash.Roles;

namespace Runnel.Crash.Controller;

/// <summary>A place for a process of one role; when one has ended, the next generation takes it.</summary>
internal class Slot(string role, int index, WorkFolder folder, int seed, Findings findings) : IAsyncDisposable
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMilliseconds(500);

    private ChildProcess? child;
    private int generation;
    private bool isClosed;
    private volatile bool isInTrouble;

    public string Name => $"{role}-{index}";

    public bool IsRunning => child is { HasExited: false };

    /// <summary>The process's id, while there is one.</summary>
    public int? ProcessId => child?.Id;

    /// <summary>Whether the process is there, and is not held, nor has been a moment ago.</summary>
    public bool IsAtLarge => IsRunning && !isInTrouble;

    public virtual void Start()
    {
        // One that was to come back after a while may come too late.
        if (!isClosed)
        {
            child = ChildProcess.Start(new RoleOptions(role, folder, index, generation++, seed));
        }
    }

    /// <summary>Kills the process. When the call returns the signal has been sent.</summary>
    /// <returns>Completes when the process is gone; whether it was this that ended it.</returns>
    public Task<bool> KillAsync()
    {
        var killed = child!;
        child = null;
        if (killed.HasExited)
        {
            return BuryAsync(killed, wasKilled: false);
        }

        killed.Kill();
        return BuryAsync(killed, wasKilled: true);
    }

    /// <summary>Holds the process where it stands, for a while, and leaves it alone a little longer: what it does next is what is to be seen.</summary>
    public Task PauseAsync(TimeSpan time) => child is { } paused ? TroubleAsync(() => paused.PauseAsync(time)) : Task.CompletedTask;

    protected async Task TroubleAsync(Func<Task> trouble)
    {
        isInTrouble = true;
        await trouble();
        await Task.Delay(AfterTrouble);
        isInTrouble = false;
    }

    /// <summary>Has the process stop in order.</summary>
    public async Task StopAsync(TimeSpan timeout)
    {
        if (child is not { } stopping)
        {
            return;
        }

        child = null;
        if (!stopping.HasExited)
        {
            stopping.AskToStop();
        }

        await EndAsync(stopping, timeout, "was asked to stop");
    }

    /// <summary>Waits for the process to end by itself, as it should.</summary>
    public async Task AwaitEndAsync(TimeSpan timeout)
    {
        if (child is { } ending)
        {
            child = null;
            await EndAsync(ending, timeout, "had nothing left to do");
        }
    }

    /// <summary>Where the process has ended though nobody ended it: says so, and starts the next.</summary>
    public async Task RestartIfEndedAsync()
    {
        if (child is { HasExited: true } ended)
        {
            await BuryAsync(ended, wasKilled: false);
            Start();
        }
    }

    public async ValueTask DisposeAsync()
    {
        isClosed = true;
        if (child is { } left)
        {
            child = null;
            left.Kill();
            await left.WaitAsync();
            left.Dispose();
        }
    }

    private async Task EndAsync(ChildProcess ending, TimeSpan timeout, string why)
    {
        using var giveUp = new CancellationTokenSource(timeout);
        try
        {
            await ending.WaitAsync(giveUp.Token);
            if (ending.ExitCode != 0)
            {
                Report(ending);
            }
        }
        catch (OperationCanceledException)
        {
            findings.Add(FindingKind.Stuck, $"{ending.Role.Name} {why} and had not ended after {timeout.TotalSeconds:0} s. It printed: {ChildProcess.OutputPath(ending.Role)}");
            ending.Kill();
            await ending.WaitAsync(CancellationToken.None);
        }

        ending.Dispose();
    }

    private async Task<bool> BuryAsync(ChildProcess dead, bool wasKilled)
    {
        await dead.WaitAsync();
        if (!wasKilled)
        {
            Report(dead);
        }

        dead.Dispose();
        return wasKilled;
    }

    private void Report(ChildProcess ended) => findings.Add(
        FindingKind.Broken, $"{ended.Role.Name} ended by itself, with exit code {ended.ExitCode}. It printed: {ChildProcess.OutputPath(ended.Role)}");
}
