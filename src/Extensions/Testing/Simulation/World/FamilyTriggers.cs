namespace Runnel.Testing.Simulation;

/// <summary>A caller that triggers families in every way there is, gives some another time, and asks for some to be canceled.</summary>
internal sealed class FamilyTriggers(SimulatedWorld world, SimulatedProcess caller)
{
    private readonly Random random = world.Thread.Random;

    public async Task RunAsync()
    {
        for (var number = 1 + random.Next(3); number > 0; number--)
        {
            try
            {
                var run = await caller.Families.TriggerAsync(new FamilyWork(number, Depth: 0), Options(number));
                await MaybeRescheduleAsync(run.Id);
                await MaybeCancelAsync(run.Id);
            }
            catch (Exception exception) when (exception is IOException or IdempotencyKeyReusedException)
            {
                // Whether the run exists is not known to its caller; if it does, it has to end like any other.
            }

            await world.Thread.DelayAsync(TimeSpan.FromMilliseconds(random.Next(1500)), CancellationToken.None);
        }
    }

    private TriggerOptions? Options(int number) => random.Next(12) switch
    {
        0 => new TriggerOptions { Delay = TimeSpan.FromMilliseconds(random.Next(3000)) },
        1 => new TriggerOptions { Ttl = TimeSpan.FromMilliseconds(1 + random.Next(500)) },
        2 => new TriggerOptions { Delay = TimeSpan.FromMilliseconds(random.Next(1000)), Ttl = TimeSpan.FromMilliseconds(1 + random.Next(1000)) },
        > 7 => new TriggerOptions { Queue = SimulatedFamily.Queue, Ttl = TimeSpan.FromMilliseconds(1 + random.Next(50)) },
        3 => new TriggerOptions { IdempotencyKey = $"key{random.Next(2)}", Tags = ["keyed"] },
        4 => new TriggerOptions { ConcurrencyKey = $"key{random.Next(2)}", Priority = number, MaxAttempts = 1 + random.Next(3) },
        _ => null,
    };

    private async Task MaybeRescheduleAsync(string runId)
    {
        if (random.Next(2) == 0)
        {
            return;
        }

        try
        {
            await caller.Families.RescheduleAsync(runId, world.Thread.Time.GetUtcNow() + TimeSpan.FromMilliseconds(random.Next(-500, 4000)));
        }
        catch (InvalidOperationException)
        {
            // It was not held back, or has begun.
        }
    }

    private async Task MaybeCancelAsync(string runId)
    {
        if (random.Next(4) > 0)
        {
            return;
        }

        await world.Thread.DelayAsync(TimeSpan.FromMilliseconds(random.Next(5000)), CancellationToken.None);
        await world.CancelAsync(runId, () => caller.Families.CancelAsync(runId));
    }
}
