using System.Collections.Concurrent;
using Runnel;

namespace Quarry.Survey;

public sealed record Site(string Name, IReadOnlyList<string> Drones);

public sealed record Strip(string Drone, int Row, double Metres);

[Streams]
public sealed partial record SurveyStreams(TaskStream<Strip> Strips, TaskStream<string> Log, TaskStream<double> Volume);

public interface IDrone
{
    IAsyncEnumerable<Strip> FlyAsync(string drone, CancellationToken cancellationToken);

    Task<double> EstimateAsync(CancellationToken cancellationToken);
}

/// <summary>Starts work, and is waited for as one.</summary>
public sealed class Nursery
{
    private readonly ConcurrentBag<Task> children = [];

    public void Start(Func<Task> child) => children.Add(Task.Run(child));

    public Task JoinAsync() => Task.WhenAll(children);
}

[Task("survey-site")]
public sealed partial class SurveySite(IDrone drones)
{
    public async Task<double> RunAsync(Site site, SurveyStreams streams, CancellationToken cancellationToken)
    {
        // A semaphore that each gives back.
        var landed = new SemaphoreSlim(0);
        foreach (var drone in site.Drones)
        {
            _ = Task.Run(async () =>
            {
                try
                {
                    await foreach (var strip in drones.FlyAsync(drone, cancellationToken))
                    {
                        await streams.Strips.WriteAsync(strip, cancellationToken);
                    }
                }
                finally
                {
                    landed.Release();
                }
            }, CancellationToken.None);
        }

        // A promise that is kept at the end.
        var estimated = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.QueueUserWorkItem(async _ =>
        {
            try
            {
                var volume = await drones.EstimateAsync(cancellationToken);
                await streams.Volume.WriteAsync(volume, cancellationToken);
                estimated.SetResult(volume);
            }
            catch (Exception exception)
            {
                estimated.SetException(exception);
            }
        });

        // A chain, an array, a tuple, and a nursery.
        var last = Task.CompletedTask;
        foreach (var drone in site.Drones)
        {
            last = AfterAsync(last, $"{drone} is off");
        }

        Task[] greetings = [SayAsync("hello"), SayAsync("welcome")];
        (Task First, Task Second) pair = (Task.Run(() => SayAsync("first"), cancellationToken), SayAsync("second"));
        var nursery = new Nursery();
        nursery.Start(() => SayAsync("from the nursery"));
        var others = new Dictionary<string, Task> { ["weather"] = SayAsync("the weather is fine") };
        others["wind"] = Task.Factory.StartNew(() => SayAsync("no wind"), cancellationToken, TaskCreationOptions.None, TaskScheduler.Default).Unwrap();

        for (var waiting = site.Drones.Count; waiting > 0; waiting--)
        {
            await landed.WaitAsync(cancellationToken);
        }

        await last;
        await Task.WhenAll([.. greetings, pair.First, pair.Second, .. others.Values]);
        await nursery.JoinAsync();
        return await estimated.Task;

        async Task SayAsync(string line) => await streams.Log.WriteAsync(line, cancellationToken);

        async Task AfterAsync(Task before, string line)
        {
            await before;
            await streams.Log.WriteAsync(line, cancellationToken);
        }
    }
}
