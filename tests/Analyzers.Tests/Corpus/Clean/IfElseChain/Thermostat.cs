using Runnel;

namespace Litware.Home;

public sealed record Program(string Room, double Target, TimeSpan For);

public sealed record Temperature(double Celsius);

public sealed record Valve(int Percent);

[Streams]
public sealed partial record HeatingStreams(TaskStream<Temperature> Temperatures, TaskStream<Valve> Valves);

public interface IThermometer
{
    Task<double> ReadAsync(string room, CancellationToken cancellationToken);
}

public interface IValve
{
    Task SetAsync(string room, int percent, CancellationToken cancellationToken);
}

[Task("heat-room")]
public sealed partial class HeatRoom(IThermometer thermometer, IValve valve, TimeProvider time)
{
    public async Task<double> RunAsync(Program program, HeatingStreams streams, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + program.For;
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        double celsius;
        do
        {
            celsius = await thermometer.ReadAsync(program.Room, cancellationToken);
            await streams.Temperatures.WriteAsync(new Temperature(celsius), cancellationToken);

            var percent = (int)Math.Clamp((program.Target - celsius) * 25, 0, 100);
            await valve.SetAsync(program.Room, percent, cancellationToken);
            await streams.Valves.WriteAsync(new Valve(percent), cancellationToken);
        }
        while (time.GetUtcNow() < end && await timer.WaitForNextTickAsync(cancellationToken));

        await valve.SetAsync(program.Room, 0, cancellationToken);
        return celsius;
    }
}

public sealed class RoomDisplay(HeatRoom.TaskClient heating)
{
    public event EventHandler<string>? Changed;

    public double Celsius { get; private set; }

    public int Opening { get; private set; }

    public bool IsHeating { get; private set; }

    public async Task ShowAsync(RunHandle<double, HeatRoom.StreamPart> run, CancellationToken cancellationToken)
    {
        IsHeating = true;
        await foreach (var part in heating.SubscribeAsync(run.Id, cancellationToken: cancellationToken))
        {
            if (part is HeatRoom.StreamPart.Temperatures temperature)
            {
                if (Math.Abs(temperature.Chunk.Celsius - Celsius) < 0.05)
                {
                    continue;
                }

                Celsius = temperature.Chunk.Celsius;
                Changed?.Invoke(this, nameof(Celsius));
            }
            else if (part is HeatRoom.StreamPart.Valves { Chunk.Percent: var percent } && percent != Opening)
            {
                Opening = percent;
                Changed?.Invoke(this, nameof(Opening));
            }
            else if (part is HeatRoom.StreamPart.Run { Snapshot.FinishedAt: not null } ended)
            {
                IsHeating = false;
                if (ended.Snapshot.Status != RunStatus.Completed)
                {
                    Changed?.Invoke(this, $"The heating stopped: {ended.Snapshot.Error?.Message}");
                }
            }
        }
    }
}
