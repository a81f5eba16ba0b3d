using Microsoft.Extensions.Logging;
using Runnel;
using Part = Vigor.Robotics.Fuse.StreamPart;

namespace Vigor.Robotics;

public sealed record Mission(string Robot, TimeSpan Length);

public readonly record struct Gyro(long Tick, double X, double Y, double Z);

public readonly record struct Distance(long Tick, double Meters);

public sealed record MissionReport(double Rotation, double Nearest);

[Streams]
public sealed partial record FusionStreams(TaskStream<Gyro> Gyro, TaskStream<Distance> Sonar);

public interface ISensors
{
    // Both go on until their token ends them.
    IAsyncEnumerable<Gyro> GyroAsync(string robot, CancellationToken cancellationToken);

    IAsyncEnumerable<Distance> SonarAsync(string robot, CancellationToken cancellationToken);
}

[Task("fuse-sensors")]
public sealed partial class Fuse(ISensors sensors, TimeProvider time)
{
    public async Task<MissionReport> RunAsync(Mission mission, FusionStreams streams, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + mission.Length;
        var gyro = streams.Gyro.Pipe(sensors.GyroAsync(mission.Robot, cancellationToken).TakeWhile(_ => time.GetUtcNow() < end));
        var sonar = streams.Sonar.Pipe(sensors.SonarAsync(mission.Robot, cancellationToken).TakeWhile(_ => time.GetUtcNow() < end));

        var rotation = SumAsync();
        var nearest = sonar.Select(distance => distance.Meters).MinAsync(cancellationToken: cancellationToken);
        await Task.WhenAll(rotation, nearest.AsTask());
        return new MissionReport(await rotation, await nearest);

        async Task<double> SumAsync()
        {
            var sum = 0.0;
            await foreach (var (_, x, y, z) in gyro.WithCancellation(cancellationToken))
            {
                sum += Math.Sqrt((x * x) + (y * y) + (z * z));
            }

            return sum;
        }
    }
}

public sealed class CollisionGuard(Fuse.TaskClient missions, ILogger<CollisionGuard> logger)
{
    private const double Margin = 0.4;

    /// <summary>Calls the mission off when something is too near.</summary>
    public async Task<bool> GuardAsync(RunHandle<MissionReport, Part> mission, CancellationToken cancellationToken)
    {
        var speed = 0.0;
        await foreach (var part in missions.SubscribeAsync(mission.Id, cancellationToken: cancellationToken))
        {
            if (part is Part.Gyro { Chunk: { Z: var z } })
            {
                speed = Math.Abs(z);
            }
            else if (part is Part.Sonar { Chunk: (var tick, < Margin) } && speed > 0.1)
            {
                logger.LogError("Something is near at {Tick}; the mission ends.", tick);
                await mission.CancelAsync(cancellationToken);
                return false;
            }
            else if (part is Part.StreamEnded { Reason: StreamEndReason.Failed } blind)
            {
                logger.LogError("{Sensor} is blind: {Error}", blind.Key, blind.Error);
                await mission.CancelAsync(cancellationToken);
                return false;
            }
        }

        return true;
    }
}
