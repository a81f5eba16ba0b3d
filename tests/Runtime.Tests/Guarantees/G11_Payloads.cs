using System.Text.Json;
using Runnel.Clients;
using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A payload that does not fit creates no run, whichever client it came through, and is not executed however it came.</summary>
public sealed class G11_Payloads
{
    [Theory]
    [InlineData("{}", "$", "text")]
    [InlineData("""{"times":2}""", "$", "text")]
    [InlineData("""{"text":null}""", "$.text", "")]
    [InlineData("""{"text":5}""", "$.text", "")]
    [InlineData("""{"text":"a","times":"many"}""", "$.times", "")]
    [InlineData("""{"text":"a","times":null}""", "$.times", "")]
    [InlineData("null", "$", "null")]
    [InlineData("[]", "$", "")]
    [InlineData("\"text\"", "$", "")]
    public void ById_PathAndReasonAreTold_AndThereIsNoRun(string json, string path, string reason) => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));

        var error = await Assert.ThrowsAsync<PayloadException>(() => host.Runnel.TriggerAsync("test", JsonElement.Parse(json)));

        Assert.Equal(("test", path), (error.TaskId, error.Path));
        Assert.Contains(reason, error.Reason);
        Assert.NotEmpty(error.Reason);
        Assert.Empty(await host.Runnel.ListAsync());
    });

    [Fact]
    public void TheTypedClient_RefusesTheSame() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));

        var error = await Assert.ThrowsAsync<PayloadException>(() => host.Client.TriggerAsync(new Question(null!)));

        Assert.Equal("test", error.TaskId);
        Assert.Contains("text", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await host.Runnel.ListAsync());
    });

    [Fact]
    public void WhatFits_IsTaken_AndADefaultMayBeLeftOut() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (question, _, _, _) => Task.FromResult(new Reply($"{question.Text} {question.Times}")));

        var run = await host.Runnel.TriggerAsync("test", JsonElement.Parse("""{"text":"a"}"""));

        Assert.Equal("a 1", (await host.Client.WaitAsync(run)).GetOutputOrThrow().Text);
    });

    [Fact]
    public void AnInvalidPayloadInTheStore_FailsWithoutExecutionOrRetry() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var executions = 0;
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) =>
        {
            executions++;
            return Task.FromResult(Reply.Done);
        }, store);
        var id = RunIds.Of(Guid.CreateVersion7(thread.Time.GetUtcNow()));
        var body = EntryBodies.Encode(new CreatedBody(JsonElement.Parse("""{"text":5}"""), "hash", MaxAttempts: 3, Metadata: null, TraceParent: null), EntryBodies.Default.CreatedBody);
        var created = new LogEntry(EntryKind.Created, attempt: 0, thread.Time.GetUtcNow(), key: null, value: null);
        await store.CreateAsync([new NewRun { RunId = id, TaskId = "test", CreatedAt = thread.Time.GetUtcNow(), Body = SegmentBuilder.Encode((created, body)) }], default);

        var parts = await host.Runnel.SubscribeAsync(id).ReadAllAsync();

        var ended = Assert.IsType<RunPart.Run>(parts[^1]).Snapshot;
        Assert.Equal((RunStatus.Failed, 0), (ended.Status, executions));
        Assert.Equal(typeof(PayloadException).FullName, ended.Error!.Type);
        Assert.Contains("$.text", ended.Error.Message);
        Assert.DoesNotContain(EntryKind.AttemptFailed, await store.KindsAsync(id));
    });
}
