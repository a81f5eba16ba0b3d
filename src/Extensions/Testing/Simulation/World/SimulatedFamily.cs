namespace Runnel.Testing.Simulation;

/// <summary>What a simulated family is to do: little enough differs from call to call that later executions find what earlier ones triggered.</summary>
/// <param name="Number">Which one.</param>
/// <param name="Depth">How far below its root.</param>
internal sealed record FamilyWork(int Number, int Depth);

/// <summary>What a simulated family returns.</summary>
/// <param name="Number">Which one it was.</param>
/// <param name="Steps">How many steps its last execution took.</param>
internal sealed record Raised(int Number, int Steps);

/// <summary>
/// A task that triggers others, waits for one or several of them, for a time, or not at all, keeps steps, and writes to other runs' metadata:
/// something else with every execution. It waits in a queue with few slots, as do most of those it waits for.
/// </summary>
[Task("family", MaxAttempts = SimulatedWork.MaxAttempts, Queue = Queue, MaxDurationSeconds = 20)]
internal sealed partial class SimulatedFamily(
    SimulatedThread thread, SimulatedProcess process, Journal journal, SimulatedFamily.TaskClient families, SimulatedWork.TaskClient works)
{
    public const string Queue = "narrow";
    public const int Slots = 2;
    private const int MaxDepth = 2;

    private readonly Random random = thread.Random;

    public async Task<Raised> RunAsync(FamilyWork family, TaskContext context, CancellationToken cancellationToken)
    {
        journal.Began(context.RunId, context.Attempt, process, cancellationToken);
        try
        {
            var steps = random.Next(8);
            for (var step = 0; step < steps; step++)
            {
                await StepAsync(family, context, cancellationToken);
                await thread.PausesAsync(3);
                if (random.Next(3) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }

            return new Raised(family.Number, steps);
        }
        finally
        {
            journal.Ended(context.RunId, context.Attempt);
        }
    }

    private async Task StepAsync(FamilyWork family, TaskContext context, CancellationToken cancellationToken)
    {
        switch (random.Next(12))
        {
            case 0 or 1:
                await WaitForOneAsync(family, cancellationToken);
                break;
            case 2 or 3:
                await Task.WhenAll(WaitForOneAsync(family, cancellationToken), WaitForOneAsync(family, cancellationToken), MaybeDelayAsync(context, cancellationToken));
                break;
            case 4:
                await works.BatchTriggerAndWaitAsync([NewItem(), NewItem()], cancellationToken);
                break;
            case 5:
                await works.TriggerAsync(NewWork(), new TriggerOptions { Delay = TimeSpan.FromMilliseconds(random.Next(2000)), Tags = ["plain"] }, cancellationToken);
                break;
            case 6:
                await KeepAsync(context, cancellationToken);
                break;
            case 7:
                await MaybeDelayAsync(context, cancellationToken);
                break;
            case 8:
                if (family.Depth > 0)
                {
                    context.Metadata.Root.Increment("counted");
                    context.Metadata.Parent!.Increment("counted");
                }

                break;
            case 9:
                await context.TagAsync($"tag{random.Next(3)}");
                break;
            case 10 when random.Next(6) == 0:
                throw random.Next(4) == 0 ? new AbortRunException("abort") : new InvalidOperationException("again");
            case 11 when random.Next(3) == 0:
                // Longer than it may take.
                await thread.DelayAsync(TimeSpan.FromSeconds(random.Next(30)), random.Next(2) == 0 ? cancellationToken : CancellationToken.None);
                break;
        }
    }

    private async Task WaitForOneAsync(FamilyWork family, CancellationToken cancellationToken)
    {
        // Some give up.
        using var patience = random.Next(6) == 0 ? new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(3000)), thread.Time) : null;
        var token = patience?.Token ?? cancellationToken;
        if (family.Depth < MaxDepth && random.Next(2) == 0)
        {
            var child = new FamilyWork(random.Next(2), family.Depth + 1);
            var result = await families.TriggerAndWaitAsync(child, Options(), token);
            thread.Check(!result.IsSuccess || result.Output!.Number == child.Number, "A parent was given another run's output.");
            return;
        }

        var written = await works.TriggerAndWaitAsync(NewWork(), Options(), token);
        thread.Check(written.Status.IsTerminal, "A parent was given the result of a run that has not ended.");
    }

    private async Task KeepAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var key = $"step{random.Next(3)}";
        var kept = await context.OnceAsync(key, async token =>
        {
            await thread.PausesAsync(3);
            return random.Next(10) == 0 ? throw new InvalidOperationException("the step failed") : random.Next();
        }, cancellationToken);
        journal.Kept(context.RunId, key, kept);
    }

    private Task MaybeDelayAsync(TaskContext context, CancellationToken cancellationToken) =>
        random.Next(2) == 0 ? Task.CompletedTask : context.DelayAsync(TimeSpan.FromMilliseconds(random.Next(4000)), cancellationToken);

    private TriggerOptions? Options() => random.Next(6) switch
    {
        0 => new TriggerOptions { Queue = Queue },
        1 => new TriggerOptions { Queue = Queue, ConcurrencyKey = $"key{random.Next(2)}", Priority = random.Next(3) },
        2 => new TriggerOptions { Queue = Queue, Ttl = TimeSpan.FromMilliseconds(1 + random.Next(1000)) },
        3 => new TriggerOptions { Delay = TimeSpan.FromMilliseconds(random.Next(3000)), MaxDuration = TimeSpan.FromMilliseconds(1 + random.Next(5000)) },
        _ => null,
    };

    private Work NewWork() => new(-1 - random.Next(2), IsPoison: false);

    private BatchItem<Work> NewItem() => new(NewWork(), Options());
}
