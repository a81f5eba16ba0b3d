using Runnel;

namespace Kiln.Control;

public sealed record Firing(string Programme, IReadOnlyList<int> Ramps);

public sealed record Reading(int Celsius, double Power);

[Streams]
public sealed partial record FiringStreams(TaskStream<Reading> Readings, TaskStream<string> Journal, TaskStream<byte[]> Camera);

public interface IKiln
{
    Task<Reading> ReadAsync(CancellationToken cancellationToken);

    Task HeatAsync(int celsius, CancellationToken cancellationToken);

    IAsyncEnumerable<byte[]> FramesAsync(CancellationToken cancellationToken);
}

/// <summary>Work that goes on until the end of a block, and is waited for there.</summary>
public sealed class Background : IAsyncDisposable
{
    private readonly CancellationTokenSource stop;
    private readonly Task work;

    private Background(Func<CancellationToken, Task> start, CancellationToken cancellationToken)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        work = Task.Run(() => start(stop.Token), CancellationToken.None);
    }

    public static Background Start(Func<CancellationToken, Task> start, CancellationToken cancellationToken) => new(start, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }
}

[Task("fire-kiln", MaxAttempts = 1)]
public sealed partial class FireKiln(IKiln kiln, TimeProvider time)
{
    private Task journal = Task.CompletedTask;

    public async Task<int> RunAsync(Firing firing, FiringStreams streams, CancellationToken cancellationToken)
    {
        await using var camera = Background.Start(
            async token =>
            {
                await foreach (var frame in kiln.FramesAsync(token))
                {
                    await streams.Camera.WriteAsync(frame, token);
                }
            },
            cancellationToken);

        var hottest = 0;
        var gate = new SemaphoreSlim(1, 1);
        await using (var timer = time.CreateTimer(Measure, null, TimeSpan.Zero, TimeSpan.FromSeconds(10)))
        {
            foreach (var (number, ramp) in firing.Ramps.Index())
            {
                Note($"ramp {number + 1}: {ramp} °C");
                await kiln.HeatAsync(ramp, cancellationToken);
            }
        }

        // No measurement is under way any more once it is ours.
        await gate.WaitAsync(cancellationToken);
        Note($"at most {hottest} °C");
        await journal;
        return hottest;

        async void Measure(object? state)
        {
            if (!await gate.WaitAsync(TimeSpan.Zero))
            {
                return;
            }

            try
            {
                var reading = await kiln.ReadAsync(cancellationToken);
                hottest = Math.Max(hottest, reading.Celsius);
                await streams.Readings.WriteAsync(reading, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                hottest = Math.Max(hottest, 0);
            }
            finally
            {
                gate.Release();
            }
        }

        // One after the other, and nobody waits before the end.
        void Note(string line) => journal = journal
            .ContinueWith(_ => streams.Journal.WriteAsync(line, cancellationToken).AsTask(), TaskScheduler.Default)
            .Unwrap();
    }
}
