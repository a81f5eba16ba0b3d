using System.Text.Json;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>What makes two calls of one run the same: a key that the task names, or the task, the payload and how many such calls came before.</summary>
public sealed class G09_Keys
{
    [Fact]
    public void IdenticalCalls_AreToldApartByTheirNumber() => SimulatedThread.Run(async thread =>
    {
        var ids = new List<IReadOnlyList<string>>();
        var family = new Family(thread, async (children, _, context, _) =>
        {
            ids.Add([.. (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => children.TriggerAndWaitAsync(new Question("same"))))).Select(result => result.RunId)]);
            return context.Attempt == 1 ? throw new InvalidOperationException("again") : Reply.Done;
        });
        var host = await family.StartAsync();

        await (await host.Parents.TriggerAsync(new Question("?"))).WaitAsync();

        Assert.Equal(3, ids[0].Distinct().Count());
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(["same", "same", "same"], family.Begun);
    });

    [Fact]
    public void TheOrderOfMembersAndWhiteSpace_DoNotMatter_ButValuesDo() => SimulatedThread.Run(async thread =>
    {
        FamilyHost? host = null;
        string[] payloads =
        [
            """{"text":"a","times":1}""", """{ "times" : 1,  "text" : "a" }""", """{"text":"\u0061","times":1}""", """{"text":"a","times":2}""",
        ];
        var ids = new List<string>();
        var family = new Family(thread, async (_, _, context, _) =>
        {
            ids.Add((await host!.Runnel.TriggerAndWaitAsync("child", JsonElement.Parse(payloads[context.Attempt - 1]))).RunId);
            return context.Attempt < payloads.Length ? throw new InvalidOperationException("again") : Reply.Done;
        });
        host = await family.StartAsync();

        await (await host.Parents.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = payloads.Length })).WaitAsync();

        Assert.Equal([ids[0], ids[0], ids[0]], ids.Take(3));
        Assert.NotEqual(ids[0], ids[3]);
    });

    [Fact]
    public void AKeyThatTheTaskNames_JoinsWithinTheExecutionAndOverAttempts() => SimulatedThread.Run(async thread =>
    {
        var ids = new HashSet<string>();
        var family = new Family(thread, async (children, _, context, _) =>
        {
            ids.Add((await children.TriggerAndWaitAsync(new Question("a"), new TriggerOptions { IdempotencyKey = "key" })).RunId);
            ids.Add((await children.TriggerAndWaitAsync(new Question("a"), new TriggerOptions { IdempotencyKey = "key" })).RunId);
            return context.Attempt == 1 ? throw new InvalidOperationException("again") : Reply.Done;
        });
        var host = await family.StartAsync();

        await (await host.Parents.TriggerAsync(new Question("?"))).WaitAsync();

        Assert.Single(ids);
        Assert.Equal(["a"], family.Begun);
    });

    [Fact]
    public void CallsOfOneKeyAtOnce_MakeOneRun() => SimulatedThread.Run(async thread =>
    {
        var ids = new HashSet<string>();
        var family = new Family(thread, async (children, _, _, _) =>
        {
            var options = new TriggerOptions { IdempotencyKey = "key" };
            var waits = Enumerable.Range(0, 3).Select(_ => children.TriggerAndWaitAsync(new Question("a"), options)).ToList();
            var plain = await children.TriggerAsync(new Question("a"), options);
            var batch = await children.BatchTriggerAsync([new(new Question("a"), options), new(new Question("b")), new(new Question("a"), options)]);
            ids.UnionWith((await Task.WhenAll(waits)).Select(result => result.RunId).Append(plain.Id).Append(batch.Runs[0].Id).Append(batch.Runs[2].Id));
            return Reply.Done;
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));

        Assert.True((await run.WaitAsync()).IsSuccess);
        await thread.RestAsync();
        Assert.Single(ids);
        Assert.Equal(2, (await host.ChildrenOfAsync(run.Id)).Count);
        Assert.Equal(["a", "b"], family.Begun.Order());
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AKeyWithAnotherPayloadOrTask_IsRefused(bool inALaterAttempt) => SimulatedThread.Run(async thread =>
    {
        FamilyHost? host = null;
        var options = new TriggerOptions { IdempotencyKey = "key" };
        var errors = new List<IdempotencyKeyReusedException>();
        var family = new Family(thread, async (children, _, context, _) =>
        {
            if (context.Attempt == 1)
            {
                await children.AskAsync("a", options);
            }

            if (inALaterAttempt && context.Attempt == 1)
            {
                throw new InvalidOperationException("again");
            }

            errors.Add(await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => children.TriggerAsync(new Question("b"), options)));
            errors.Add(await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => host!.Parents.TriggerAndWaitAsync(new Question("a"), options)));
            return Reply.Done;
        });
        host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));

        Assert.True((await run.WaitAsync()).IsSuccess);
        var child = Assert.Single(await host.ChildrenOfAsync(run.Id));
        Assert.All(errors, error => Assert.Equal(("key", child.RunId), (error.Key, error.RunId)));
        Assert.Equal(2, errors.Count);
    });

    [Fact]
    public void TwoRuns_MayUseTheSameKey() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, question, _, _) =>
            new Reply(await children.AskAsync(question.Text, new TriggerOptions { IdempotencyKey = "key" })));
        var host = await family.StartAsync();

        Assert.Equal("a", (await host.Parents.TriggerAndWaitAsync(new Question("a"))).GetOutputOrThrow().Text);
        Assert.Equal("b", (await host.Parents.TriggerAndWaitAsync(new Question("b"))).GetOutputOrThrow().Text);
    });
}
