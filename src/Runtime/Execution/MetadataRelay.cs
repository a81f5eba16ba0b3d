using Microsoft.Extensions.Logging;
using Runnel.Control;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Execution;

/// <summary>
/// Brings metadata changes of an execution's task to its run's parent and root. Changes that gather while others are on their way go together. Each
/// such batch is first an entry of this run's log, with a number; then it goes into the other log under that number, which makes repeating
/// it harmless: a later execution sends again what it does not know to have arrived.
/// </summary>
internal sealed partial class MetadataRelay
{
    private readonly Lock gate = new();
    private readonly RunLog log;
    private readonly RunWriter writer;
    private readonly StopReasons stop;
    private readonly Action<string> warn;
    private readonly ILogger logger;
    private readonly Waiters idle;
    private readonly Queue<MetadataSentBody> unsent;
    private Dictionary<string, MetadataBatch>? gathered;
    private long number;
    private long arrived;
    private bool isSending;
    private bool isClosed;

    public MetadataRelay(RunLog log, RunWriter writer, IReadOnlyList<MetadataSentBody> unsent, StopReasons stop, Action<string> warn, ILogger logger)
    {
        (this.log, this.writer, this.stop, this.warn, this.logger) = (log, writer, stop, warn, logger);
        this.unsent = new Queue<MetadataSentBody>(unsent);
        idle = new Waiters(log.Scheduler);
        number = unsent.Count > 0 ? unsent[^1].Number : 0;
        arrived = unsent.Count > 0 ? unsent[0].Number - 1 : 0;
    }

    /// <summary>Begins with what an earlier execution may have left.</summary>
    public void Begin()
    {
        lock (gate)
        {
            Start();
        }
    }

    /// <summary>Accepts a change of another run's metadata.</summary>
    /// <exception cref="InvalidOperationException">The execution ends.</exception>
    public void Add(string to, MetadataOperation operation)
    {
        lock (gate)
        {
            if (isClosed)
            {
                throw new InvalidOperationException($"Metadata '{operation.Key}' of run '{to}': the task has returned, or its attempt is over. Set it before RunAsync returns.");
            }

            gathered ??= new(StringComparer.Ordinal);
            if (!gathered.TryGetValue(to, out var batch))
            {
                gathered[to] = batch = new MetadataBatch();
            }

            batch.Add(operation);
            Start();
        }
    }

    /// <summary>Waits until everything has arrived, or cannot any more; nothing is accepted from here on.</summary>
    public async ValueTask FlushAsync()
    {
        while (true)
        {
            Signal signal;
            lock (gate)
            {
                isClosed = true;
                Start();
                if (!isSending)
                {
                    return;
                }

                signal = idle.Add();
            }

            await signal.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    // Called under the lock.
    private void Start()
    {
        if (!isSending && (unsent.Count > 0 || gathered is { Count: > 0 }) && stop.Reason != StopReason.Fenced)
        {
            isSending = true;
            log.Scheduler.Schedule(static relay => _ = ((MetadataRelay)relay!).SendAsync(), this);
        }
    }

    private async Task SendAsync()
    {
        try
        {
            while (await NextAsync().ConfigureAwait(false) is { } next)
            {
                await SendAsync(next).ConfigureAwait(false);
                lock (gate)
                {
                    arrived = next.Number;
                    unsent.Dequeue();
                }
            }
        }
        catch (RunFencedException)
        {
            // Whoever has the run sends what is in its log.
            lock (gate)
            {
                gathered?.Clear();
                unsent.Clear();
            }
        }
        finally
        {
            lock (gate)
            {
                isSending = false;
                idle.WakeAll();
            }
        }
    }

    /// <summary>The oldest that has not arrived; what has gathered becomes one, when it is in this run's log.</summary>
    private async ValueTask<MetadataSentBody?> NextAsync()
    {
        MetadataSentBody next;
        lock (gate)
        {
            if (unsent.TryPeek(out var waiting))
            {
                return waiting;
            }

            if (gathered is null or { Count: 0 })
            {
                return null;
            }

            var (to, batch) = gathered.First();
            gathered.Remove(to);
            next = new MetadataSentBody(++number, arrived, to, batch.Operations);
        }

        var entry = (writer.NewEntry(EntryKind.MetadataSent), EntryBodies.Encode(next, EntryBodies.Default.MetadataSentBody));
        await writer.AppendOrThrowAsync(change: null, [], entry).ConfigureAwait(false);
        lock (gate)
        {
            unsent.Enqueue(next);
        }

        return next;
    }

    private async ValueTask SendAsync(MetadataSentBody sent)
    {
        for (var retry = Backoff.First; ; retry = retry.Next)
        {
            try
            {
                await TrySendAsync(sent).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (stop.Reason != StopReason.Fenced && !stop.IsAbandoned)
            {
                LogNotSent(exception, sent.To, retry.Delay.TotalMilliseconds);
            }
            catch (Exception)
            {
                throw new RunFencedException(writer.RunId);
            }

            await Task.Delay(retry.Delay, log.Time).ConfigureAwait(false);
        }
    }

    private async ValueTask TrySendAsync(MetadataSentBody sent)
    {
        if (!await MetadataDelivery.TryAsync(log, writer.RunId, sent).ConfigureAwait(false))
        {
            warn($"Metadata of run '{sent.To}' could not be changed: it has ended. Changed were: {string.Join(", ", sent.Operations.Select(operation => operation.Key).Distinct(StringComparer.Ordinal))}.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Metadata changes could not be brought to run '{To}'; trying again in {Delay} ms.")]
    private partial void LogNotSent(Exception exception, string to, double delay);
}
