using System.Collections.Concurrent;
using System.ComponentModel;
using Microsoft.Extensions.AI;

namespace Runnel.OpenAI.Tests.StreamText;

public sealed record Weather(string Location, double Celsius);

/// <summary>Tools that note what they were called with.</summary>
[Tools]
public sealed partial class TripTools
{
    private readonly TaskCompletionSource allMet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int met;

    public ConcurrentQueue<string> Invoked { get; } = new();

    /// <summary>How many have to meet.</summary>
    public int Party { get; init; }

    /// <summary>Completes when a call waits.</summary>
    public TaskCompletionSource Waits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the call that waits is canceled.</summary>
    public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Tool("getWeather", Description = "Get the weather for a location")]
    public Weather GetWeather([Description("City name")] string location, int days = 1)
    {
        Invoked.Enqueue($"{location} {days}");
        return new Weather(location, -3);
    }

    [Tool("pack", Description = "Pack for the trip; all may be left out")]
    public string Pack(string what = "everything")
    {
        Invoked.Enqueue(what);
        return $"packed {what}";
    }

    [Tool("meet", Description = "Wait for all others")]
    public async Task<int> MeetAsync(int number, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref met) == Party)
        {
            allMet.SetResult();
        }

        await allMet.Task.WaitAsync(cancellationToken);
        return number;
    }

    [Tool("wait", Description = "Wait for the bus")]
    public async Task<string> WaitAsync(string place, CancellationToken cancellationToken)
    {
        Waits.SetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return place;
        }
        finally
        {
            Stopped.SetResult();
        }
    }

    [Tool("draw", Description = "Draw a map")]
    public static DataContent Draw(string place) => new(System.Text.Encoding.UTF8.GetBytes(place), "image/png");

    [Tool("fail", Description = "Fails")]
    public static string Fail(string reason) => throw new InvalidOperationException(reason);
}
