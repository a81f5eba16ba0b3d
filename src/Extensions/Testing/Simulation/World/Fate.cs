namespace Runnel.Testing.Simulation;

/// <summary>What befalls processes: they die, stop, lose touch with the store for a while; clocks are set.</summary>
internal sealed class Fate(SimulatedWorld world)
{
    // A run that happens to be near is blamed at most twice for poison; these must not bring it to the limit.
    private readonly int blows = world.HasPoison ? 1 : SimulatedWorld.MaxDeaths - 1;

    public async Task RunAsync()
    {
        var thread = world.Thread;
        for (var left = thread.Random.Next(blows + 1); left > 0; left--)
        {
            await thread.DelayAsync(TimeSpan.FromMilliseconds(thread.Random.Next(4000)), CancellationToken.None);
            await thread.PausesAsync(200);
            if (world.Living.ToList() is not { Count: > 0 } living)
            {
                continue;
            }

            var process = living[thread.Random.Next(living.Count)];
            switch (thread.Random.Next(6))
            {
                case 0 or 1:
                    process.Die();
                    break;
                case 2:
                    process.Partition();
                    await thread.DelayAsync(TimeSpan.FromMilliseconds(500 + thread.Random.Next(9000)), CancellationToken.None);
                    process.Heal();
                    break;
                case 3:
                    await world.StartWorkerAsync();
                    await process.StopAsync();
                    break;
                case 4:
                    SetClock();
                    break;
                case 5:
                    await OutageAsync(living);
                    break;
            }
        }
    }

    // The store itself does not answer: nobody dies of it.
    private async Task OutageAsync(List<SimulatedProcess> living)
    {
        for (var left = 1 + world.Thread.Random.Next(5); left > 0; left--)
        {
            living.ForEach(process => process.Partition());
            await world.Thread.DelayAsync(TimeSpan.FromMilliseconds(1000 + world.Thread.Random.Next(15000)), CancellationToken.None);
            living.ForEach(process => process.Heal());
            await world.Thread.DelayAsync(TimeSpan.FromMilliseconds(world.Thread.Random.Next(6000)), CancellationToken.None);
        }
    }

    private void SetClock()
    {
        var by = TimeSpan.FromSeconds(world.Thread.Random.Next(-600, 600));
        world.WasClockSet = true;
        world.WasClockSetBack |= by < TimeSpan.Zero;
        world.Thread.Time.SetUtcNow(world.Thread.Time.GetUtcNow() + by);
    }
}
