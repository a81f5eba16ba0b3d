using System.Text.Json;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Features;

/// <summary>Many runs followed at once, by a tag or as a batch.</summary>
public sealed class RunSets
{
    [Fact]
    public void ByTag_RunsThatAreThereAndRunsThatCome_AreFollowedToTheirEnds() => SimulatedThread.Run(async thread =>
    {
        var host = await new Family(thread, (_, question, _, _) => Task.FromResult(new Reply(question.Text))).StartAsync();
        var tagged = new TriggerOptions { Tags = ["a", "b"] };
        var first = await host.Parents.TriggerAsync(new Question("first"), tagged);
        await first.WaitAsync();
        await using var reader = host.Runnel.SubscribeToTagAsync("a").Reader();
        await reader.UntilAsync<Run<JsonElement, JsonElement>>(run => run.Id == first.Id && run.Status == RunStatus.Completed);
        await host.Parents.TriggerAsync(new Question("another"), new TriggerOptions { Tags = ["b"] });
        var second = await host.Parents.TriggerAsync(new Question("second"), tagged);

        var ended = await reader.UntilAsync<Run<JsonElement, JsonElement>>(run => run.Status == RunStatus.Completed);

        Assert.Equal((second.Id, "second"), (ended.Id, ended.Output.GetProperty("text").GetString()));
        Assert.Equal([first.Id, second.Id], reader.Seen.Select(run => run.Id).Distinct());
        Assert.All(reader.Seen, run => Assert.Equal(["a", "b"], run.Tags));
    });

    [Fact]
    public void ByTag_ARunThatGetsItsTagLater_IsFoundThen() => SimulatedThread.Run(async thread =>
    {
        var tags = new TaskCompletionSource();
        var ends = new TaskCompletionSource();
        var host = await new Family(thread, async (_, _, context, _) =>
        {
            await tags.Task;
            await context.TagAsync("late");
            await ends.Task;
            return Reply.Done;
        }).StartAsync();
        await using var reader = host.Runnel.SubscribeToTagAsync("late").Reader();
        var pending = reader.Pending;
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        Assert.False(pending.IsCompleted);

        tags.SetResult();
        Assert.Equal((run.Id, RunStatus.Executing), ((await reader.NextAsync()).Id, reader.Seen[0].Status));
        ends.SetResult();
        await reader.UntilAsync<Run<JsonElement, JsonElement>>(seen => seen.Status == RunStatus.Completed);
    });

    [Fact]
    public void ByBatch_ItEnds_WhenAllHave() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done));
        var host = await family.StartAsync();
        var batch = await host.Children.BatchTriggerAsync([new(new Question("a")), new(new Question("fail")), new(new Question("hold"), new() { Delay = TimeSpan.FromHours(1) })]);
        await using var reader = host.Runnel.SubscribeToBatchAsync(batch.Id).Reader();
        await reader.UntilAsync<Run<JsonElement, JsonElement>>(run => run.Status == RunStatus.Failed);
        family.Release("hold");

        var seen = await reader.ToEndAsync();

        Assert.Equal(batch.Runs.Select(run => run.Id).Order(), seen.Take(3).Select(run => run.Id).Order());
        Assert.Equal(
            [RunStatus.Completed, RunStatus.Failed, RunStatus.Completed],
            batch.Runs.Select(run => seen.Last(state => state.Id == run.Id).Status));
        Assert.All(seen, run => Assert.Equal(batch.Id, run.BatchId));
    });

    [Fact]
    public void ByBatch_OneThatIsNotThere_EndsAtOnce() => SimulatedThread.Run(async thread =>
    {
        var host = await new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)).StartAsync();

        Assert.Empty(await host.Runnel.SubscribeToBatchAsync("nobody's").ReadAllAsync());
    });
}
