using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

/// <summary>A run that would wait for itself, by way of an idempotency key, is told so.</summary>
public sealed class KeysInACircle
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void WaitingForTheRunOfAKeyThatIsOnesOwn_OrOfOneThatWaits_IsAnError(int levels) => SimulatedThread.Run(async thread =>
    {
        TestTask.Client? client = null;
        var options = new TriggerOptions { IdempotencyKey = "circle", IdempotencyScope = IdempotencyScope.Global };
        var task = new TestTask(
            async (question, _, _, _) =>
            {
                var result = question.Times > 0
                    ? await client!.TriggerAndWaitAsync(new Question("below", question.Times - 1))
                    : await client!.TriggerAndWaitAsync(new Question("root", levels), options);
                return result.GetOutputOrThrow();
            },
            retry: new RetryPolicy { MaxAttempts = 1 });
        var host = await SimulatedHost.StartAsync(thread, task);
        client = host.Client;

        var result = await (await client.TriggerAsync(new Question("root", levels), options)).WaitAsync();

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Contains("'circle'", result.Error!.Message, StringComparison.Ordinal);
    });
}
