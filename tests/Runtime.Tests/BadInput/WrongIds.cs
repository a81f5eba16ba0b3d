using System.Text.Json;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

public sealed class WrongIds
{
    private static readonly TestBody Nothing = (_, _, _, _) => Task.FromResult(Reply.Done);

    [Fact]
    public void AnUnknownTask_IsNamed_WithThoseThatAreKnown() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, Nothing);

        var error = await Assert.ThrowsAsync<TaskNotFoundException>(() => host.Runnel.TriggerAsync("tset", JsonElement.Parse("{}")));

        Assert.Equal("tset", error.TaskId);
        Assert.Contains("Registered: test", error.Message);
        Assert.Empty(await host.Runnel.ListAsync());
    });

    [Fact]
    public void AnUnknownRun_IsNotFound() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, Nothing);
        var unknown = Storage.RunIds.Of(Guid.CreateVersion7(thread.Time.GetUtcNow()));

        foreach (var id in new[] { unknown, "anything" })
        {
            Assert.Null(await host.Client.GetAsync(id));
            Assert.Null(await host.Runnel.GetAsync(id));
            Assert.Equal(id, (await Assert.ThrowsAsync<RunNotFoundException>(() => host.Client.SubscribeAsync(id).ReadAllAsync())).RunId);
            await Assert.ThrowsAsync<RunNotFoundException>(() => host.Client.WaitAsync(id));
            await Assert.ThrowsAsync<RunNotFoundException>(() => host.Client.CancelAsync(id));
            await Assert.ThrowsAsync<RunNotFoundException>(() => host.Client.ReadTextAsync(id).ReadAllAsync());
            await Assert.ThrowsAsync<RunNotFoundException>(() => host.Runnel.SubscribeAsync(id).ReadAllAsync());
            await Assert.ThrowsAsync<RunNotFoundException>(() => host.Runnel.ReadStreamAsync(id, "text").ReadAllAsync());
            await Assert.ThrowsAsync<RunNotFoundException>(() => host.Runnel.CancelAsync(id));
        }
    });

    [Fact]
    public void ARunOfAnotherTask_IsAMismatch() => SimulatedThread.Run(async thread =>
    {
        var other = new TestTask(Nothing, "other");
        var host = await SimulatedHost.StartAsync(thread, new TestTask(Nothing), configure: runnel => runnel.Add(other.Module));
        var run = await host.Runnel.TriggerAsync("other", JsonElement.Parse("""{"text":"?"}"""));

        var error = await Assert.ThrowsAsync<RunTypeMismatchException>(() => host.Client.SubscribeAsync(run).ReadAllAsync());
        Assert.Equal((run, "test", "other"), (error.RunId, error.ExpectedTaskId, error.ActualTaskId));
        await Assert.ThrowsAsync<RunTypeMismatchException>(() => host.Client.GetAsync(run));
        await Assert.ThrowsAsync<RunTypeMismatchException>(() => host.Client.WaitAsync(run));
        await Assert.ThrowsAsync<RunTypeMismatchException>(() => host.Client.ReadTextAsync(run).ReadAllAsync());
        await Assert.ThrowsAsync<RunTypeMismatchException>(() => host.Client.CancelAsync(run));
        Assert.IsType<RunPart.Run>((await host.Runnel.SubscribeAsync(run).ReadAllAsync())[^1]);
    });

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("slash/slash")]
    [InlineData("umlaut-ä")]
    [InlineData(null, 129)]
    public void AnInvalidStreamKey_IsRefused(string? key, int length = 0) => SimulatedThread.Run(async thread =>
    {
        key ??= new string('k', length);
        var errors = new List<Exception>();
        var host = await SimulatedHost.StartAsync(thread, (_, _, context, _) =>
        {
            errors.Add(Assert.Throws<ArgumentException>(() => context.Metadata.Stream(key, thread.Of(1))));
            return Task.FromResult(Reply.Done);
        });
        var run = await host.Client.TriggerAsync(new Question("?"));

        Assert.True((await run.WaitAsync()).IsSuccess);
        Assert.Contains("1 to 128 of A-Z a-z 0-9 . _ -", Assert.Single(errors).Message);
        await Assert.ThrowsAsync<ArgumentException>(() => host.Runnel.ReadStreamAsync(run.Id, key).ReadAllAsync());
    });

    [Fact]
    public void TheLongestStreamKey_IsTaken() => SimulatedThread.Run(async thread =>
    {
        var key = new string('k', 128);
        var host = await SimulatedHost.StartAsync(thread, async (_, _, context, _) =>
        {
            await context.Metadata.Stream(key, thread.Of(1, 2)).Completion;
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));

        Assert.Equal(["1", "2"], (await run.PartsAsync()).OfType<TestPart.Unknown>().Where(part => part.Key == key).Select(part => part.Chunk.ToString()));
        Assert.Equal(2, (await host.Runnel.ReadStreamAsync(run.Id, key).ReadAllAsync()).Count);
    });
}
