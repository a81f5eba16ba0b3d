using System.Runtime.InteropServices;
using Runnel.Log;

namespace Runnel.Leases;

/// <summary>
/// A worker's hold on its runs. While its lease is renewed nobody takes them away; when the store has not answered a renewal for two
/// thirds of the lease's duration the worker lets go by itself, before others may believe it dead. A name that was lost is never used again.
/// </summary>
internal sealed class Lease(RunLog log, TimeSpan duration, TimeProvider time)
{
    private readonly Lock gate = new();
    private string? worker;
    private long renewedAt;
    private long? troubledAt;

    /// <summary>Called when the lease was lost, with the name that it had. Brief, on any thread.</summary>
    public Action<string>? Lost { get; set; }

    public TimeSpan Duration => duration;

    /// <summary>The name under which the worker holds its runs; nothing while it has no lease.</summary>
    public string? Worker
    {
        get
        {
            lock (gate)
            {
                return worker;
            }
        }
    }

    /// <summary>How long the store may still take to answer before the worker has to let go; zero when that time is over.</summary>
    public TimeSpan Remaining
    {
        get
        {
            lock (gate)
            {
                var remaining = (duration * (2.0 / 3)) - (worker is null ? TimeSpan.Zero : time.GetElapsedTime(renewedAt));
                return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
            }
        }
    }

    /// <summary>
    /// Whether this process itself did not reach the store lately. Then a worker that others did not hear of need not have died: what kept this
    /// one may have kept it.
    /// </summary>
    public bool WasTroubled
    {
        get
        {
            lock (gate)
            {
                return troubledAt is { } at && time.GetElapsedTime(at) < duration * 3;
            }
        }
    }

    /// <summary>The worker's name; registers a new one where there is none.</summary>
    public async ValueTask<string> HoldAsync()
    {
        if (Worker is { } held)
        {
            return held;
        }

        var name = $"{Environment.MachineName}/{Environment.ProcessId}/{log.Scheduler.NewId(log.Time.GetUtcNow()):N}";
        var start = time.GetTimestamp();
        await log.Store.RegisterAsync(name, duration, CancellationToken.None).ConfigureAwait(false);
        lock (gate)
        {
            (worker, renewedAt) = (name, start);
        }

        return name;
    }

    /// <summary>The store did not answer.</summary>
    public void NoteTrouble()
    {
        lock (gate)
        {
            troubledAt = time.GetTimestamp();
        }
    }

    /// <summary>Asks the store to renew the lease, if there is one.</summary>
    public Renewal? Begin() => Worker is { } name ? new Renewal(name, time.GetTimestamp(), RenewAsync(name)) : null;

    /// <summary>Takes the store's answer, or its silence, into account.</summary>
    public void End(Renewal renewal)
    {
        if (!renewal.Answer.IsCompletedSuccessfully || time.GetElapsedTime(renewal.Start) > duration / 3)
        {
            NoteTrouble();
        }

        if (renewal.Answer.IsCompletedSuccessfully)
        {
            if (!renewal.Answer.Result)
            {
                Lose(renewal.Worker);
                return;
            }

            lock (gate)
            {
                renewedAt = Math.Max(renewedAt, renewal.Start);
            }
        }
        else if (Remaining == TimeSpan.Zero)
        {
            Lose(renewal.Worker);
        }
    }

    // Not an async method: a continuation would need a thread of the pool.
    private Task<bool> RenewAsync(string name)
    {
        try
        {
            return log.Store.RenewAsync(name, CancellationToken.None).AsTask();
        }
        catch (Exception exception)
        {
            return Task.FromException<bool>(exception);
        }
    }

    /// <summary>Lets go of the runs that are held under a name.</summary>
    public void Lose(string name)
    {
        lock (gate)
        {
            if (worker != name)
            {
                return;
            }

            worker = null;
        }

        Lost?.Invoke(name);
    }

    /// <summary>The worker has stopped and owns nothing: the store may forget it.</summary>
    public async ValueTask ReleaseAsync()
    {
        if (Worker is { } name)
        {
            lock (gate)
            {
                worker = null;
            }

            await log.Store.ReleaseAsync(name, CancellationToken.None).ConfigureAwait(false);
        }
    }
}

/// <summary>One renewal on its way.</summary>
/// <param name="Worker">The name that is renewed.</param>
/// <param name="Start">When it was asked for: the lease counts from here, not from the answer.</param>
/// <param name="Answer">Whether the worker is alive.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Renewal(string Worker, long Start, Task<bool> Answer);
