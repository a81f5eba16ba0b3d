using Microsoft.Extensions.DependencyInjection;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A worker that still tidies up after one execution of a run may have begun the next one.</summary>
public sealed class G04_NextExecution
{
    [Fact]
    public void ANewExecution_OutlivesTheDisposalOfTheOldOne() => SimulatedThread.Run(async thread =>
    {
        var disposal = new TaskCompletionSource();
        var task = new TestTask(
            async (_, _, context, cancellationToken) =>
            {
                if (context.Attempt == 1)
                {
                    throw new InvalidOperationException("again");
                }

                await SimulatedSources.UntilCanceledAsync(cancellationToken);
                throw new OperationCanceledException(cancellationToken);
            },
            create: services => services.GetRequiredService<SlowToDispose>());
        var host = await SimulatedHost.StartAsync(
            thread, task, configure: runnel => runnel.Services.AddScoped(_ => new SlowToDispose(disposal.Task)));
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Run>(part => part.Snapshot is { Status: RunStatus.Executing, Attempt: 2 });

        disposal.SetResult();
        await thread.RestAsync();
        await run.CancelAsync();

        Assert.Equal(RunStatus.Canceled, (await reader.ToEndAsync()).Last().Status);
    });

    private sealed class SlowToDispose(Task disposal) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(disposal);
    }
}
