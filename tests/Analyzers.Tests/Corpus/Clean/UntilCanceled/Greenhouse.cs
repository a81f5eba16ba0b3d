using System.Runtime.CompilerServices;
using Runnel;

namespace Plants.Greenhouse;

public sealed record Bed(string Name, int Valves);

[Streams]
public sealed partial record BedStreams(TaskStream<double> Moisture, TaskStream<string> Log, TaskStream<int> Beats, TaskStream<string> Left, TaskStream<string> Right);

public interface IBed
{
    double Moisture(string bed);

    Task WaterAsync(string bed, int valve, CancellationToken cancellationToken);

    IAsyncEnumerable<string> HistoryAsync(string bed, string side);
}

/// <summary>Goes on until it is canceled; nothing that it has started outlives it.</summary>
[Task("tend-bed", MaxAttempts = int.MaxValue)]
public sealed partial class TendBed(IBed beds, TimeProvider time)
{
    private readonly SemaphoreSlim idle = new(1, 1);
    private int running;

    public async Task RunAsync(Bed bed, BedStreams streams, CancellationToken cancellationToken)
    {
        streams.Moisture.Pipe(MeasureAsync(bed, cancellationToken));
        var tail = Task.CompletedTask;

        TaskStream<string>[] sides = [streams.Left, streams.Right];
        await sides[0].Pipe(beds.HistoryAsync(bed.Name, "left")).Completion;
        await sides[1].WriteAsync("no history", cancellationToken);

        _ = LogAsync("begun");
        for (var valve = 0; valve < bed.Valves; valve++)
        {
            var number = valve;
            _ = LogAsync($"valve {number}");
            Interlocked.Increment(ref running);
            _ = Task.Run(
                async () =>
                {
                    try
                    {
                        await beds.WaterAsync(bed.Name, number, cancellationToken);
                        await streams.Beats.WriteAsync(number, cancellationToken);
                    }
                    finally
                    {
                        Interlocked.Decrement(ref running);
                    }
                },
                CancellationToken.None);
        }

        await tail;
        await IdleAsync(cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);

        Task LogAsync(string line) => tail = AppendAsync(tail, line);

        async Task AppendAsync(Task before, string line)
        {
            await before;
            await streams.Log.WriteAsync(line, cancellationToken);
        }
    }

    private async Task IdleAsync(CancellationToken cancellationToken)
    {
        await idle.WaitAsync(cancellationToken);
        while (Volatile.Read(ref running) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }

        idle.Release();
    }

    private async IAsyncEnumerable<double> MeasureAsync(Bed bed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            yield return beds.Moisture(bed.Name);
            await Task.Delay(TimeSpan.FromMinutes(1), time, cancellationToken);
        }
    }
}
