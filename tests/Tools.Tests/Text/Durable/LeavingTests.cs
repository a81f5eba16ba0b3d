using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Storage;
using Runnel.Testing;
using static Runnel.Tools.Tests.Text.Durable.WorkerRun;
using static Runnel.Tools.Tests.Text.ScriptedModel;

namespace Runnel.Tools.Tests.Text.Durable;

/// <summary>What becomes of a tool's run when whoever waits for it goes away: it is left to the next execution, and nobody's failure.</summary>
public sealed class LeavingTests
{
    private static readonly Func<IReadOnlyList<ChatMessage>, AIContent[]> Plan = messages =>
        messages.Count == 1 ? [Call("a", "fetchPage", ("url", "https://slow"))] : [new TextContent(Told(messages))];

    [Fact]
    public async Task AttemptThatFails_LeavesTheRun_WhichTheNextJoins()
    {
        var model = By(Plan);
        var run = await RunAsync((tools, streams, context, tally) =>
        {
            Open(context, tally);
            return FollowAsync(model.StreamText("?", tools, new() { MaxSteps = 5 }), streams, part => context.Attempt == 1 && part is FetchPage.ToolCall);
        });

        Assert.Equal(("page 1 of https://slow", 1), (run.Result.GetOutputOrThrow(), run.Tally["fetch https://slow"]));
    }

    [Fact]
    public async Task ModelThatFails_DoesNotWaitForTheRun_WhichTheNextAttemptJoins()
    {
        var model = new ScriptedModel(_ => CallThenBreak("fetchPage"), token => Say([Call("b", "fetchPage", ("url", "https://slow"))], token), token => Say([new TextContent("done")], token));
        var run = await RunAsync((tools, streams, context, tally) =>
        {
            Open(context, tally);
            return FollowAsync(model.StreamText("?", tools, new() { MaxSteps = 5 }), streams);
        });

        Assert.Equal(("done", 1), (run.Result.GetOutputOrThrow(), run.Tally["fetch https://slow"]));
        Assert.Single(run.Of(1).OfType<FetchPage.ToolError>());
    }

    [Fact]
    public async Task ModelThatFails_WaitsForTheMethod_WhichTheNextAttemptDoesNotCall()
    {
        var model = new ScriptedModel(_ => CallThenBreak("linger"), token => Say([Call("b", "linger")], token), token => Say([new TextContent("done")], token));
        var run = await RunAsync((tools, streams, _) => FollowAsync(model.StreamText("?", tools, new() { MaxSteps = 5 }), streams));

        Assert.Equal(("done", 1), (run.Result.GetOutputOrThrow(), run.Tally["linger"]));
        Assert.Equal("lingered 1", run.Of(1).OfType<WorkerTools.LingerToolResult>().Single().Output);
    }

    [Fact]
    public async Task ReaderThatLeaves_IsNotWaiting_AndTheRunEndsWithItsParent()
    {
        var model = By(Plan);
        var run = await RunAsync(async (tools, streams, _) =>
        {
            await foreach (var part in model.StreamText("?", tools, new() { MaxSteps = 5 }).FullStream)
            {
                if (part is FetchPage.ToolCall)
                {
                    break;
                }
            }

            await streams.Model.WriteAsync(new TextDelta("I work."));
            return "left";
        });

        var before = run.Parts.TakeWhile(part => part is not Worker.StreamPart.Model).OfType<Worker.StreamPart.Run>();
        Assert.Equal("left", run.Result.Output);
        Assert.Equal([RunStatus.Waiting, RunStatus.Executing], before.Select(part => part.Snapshot.Status).TakeLast(2));
    }

    [Fact]
    public async Task RunThatIsCanceled_CancelsTheToolsRun()
    {
        await using var host = await StartAsync(new Tally(), (tools, _, _) => By(Plan).StreamText("?", tools, new() { MaxSteps = 5 }).Text.AsTask());
        var run = await host.Client<Worker.TaskClient>().TriggerAsync();
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        await run.CancelAsync();

        Assert.Equal(RunStatus.Canceled, (await host.AdvanceUntilAsync(run.WaitAsync())).Status);
        var child = Assert.Single(await host.Services.GetRequiredService<IRunnelClient>().ListAsync(new RunQuery { TaskId = "fetch-page" }));
        Assert.Equal(RunStatus.Canceled, (await host.AdvanceUntilAsync(host.Client<FetchPage.TaskClient>().WaitAsync(child.Id))).Status);
    }

    [Fact]
    public async Task HostThatStops_IsNoFailureOfTheTool_ForWhoeverGoesOn()
    {
        var (tally, asked) = (new Tally(), new TaskCompletionSource());
        Task<string> WorkAsync(WorkerTools tools, WorkerStreams streams, TaskContext context, CancellationToken stopping)
        {
            var model = By(messages =>
            {
                // Registered after the writing's own token, before the wait's: between the two, as calls at once would be. It goes on when the model is asked, which it should not be.
                if (messages.Count == 1)
                {
                    stopping.Register(() => asked.Task.Wait(TimeSpan.FromMilliseconds(200), CancellationToken.None));
                }
                else if (!tally.Gate.Task.IsCompleted)
                {
                    asked.TrySetResult();
                }

                return Plan(messages);
            });
            return model.StreamText("?", tools, new() { MaxSteps = 5 }).Text.AsTask();
        }

        await using var first = await StartAsync(tally, (_, _, _) => throw new InvalidOperationException(), WorkAsync);
        var run = await first.Client<Stopping.TaskClient>().TriggerAsync();
        await first.AdvanceAsync(TimeSpan.FromSeconds(1));
        await first.StopAsync();
        Assert.False(asked.Task.IsCompleted);

        tally.Gate.SetResult();
        var store = first.Services.GetRequiredService<IRunStore>();
        await using var second = await StartAsync(tally, (_, _, _) => throw new InvalidOperationException(), WorkAsync, store);
        var result = await second.AdvanceUntilAsync(second.Client<Stopping.TaskClient>().WaitAsync(run.Id));

        Assert.StartsWith("page ", result.GetOutputOrThrow(), StringComparison.Ordinal);
    }

    private static void Open(TaskContext context, Tally tally)
    {
        if (context.Attempt == 2)
        {
            tally.Gate.SetResult();
        }
    }

    private static string Told(IReadOnlyList<ChatMessage> messages) => messages[^1].Contents.OfType<FunctionResultContent>().Single().Result!.ToString()!;

    private static async IAsyncEnumerable<ChatResponseUpdate> CallThenBreak(string tool)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, [tool == "fetchPage" ? Call("a", tool, ("url", "https://slow")) : Call("a", tool)]);
        await Task.Yield();
        throw new IOException("The connection broke.");
    }

    private static Task<RunnelTestHost> StartAsync(Tally tally, Work work, StoppingWork? stopping = null, IRunStore? store = null) => RunnelTestHost.StartAsync(
        runnel => (store is null ? runnel : runnel.UseStore(_ => store)).AddTasks(),
        services => services.AddSingleton(work).AddSingleton(stopping ?? ((_, _, _, _) => throw new InvalidOperationException())).AddSingleton(tally)
            .AddSingleton(new Calls.Failures(0)).AddSingleton(new Sets.Answers()));
}

/// <summary>What a test's task does, told of its stop.</summary>
public delegate Task<string> StoppingWork(WorkerTools tools, WorkerStreams streams, TaskContext context, CancellationToken stopping);

[Task("stopping", MaxAttempts = 4, RetryMinDelaySeconds = 1)]
public sealed partial class Stopping(StoppingWork work, WorkerTools tools)
{
    public Task<string> RunAsync(WorkerStreams streams, TaskContext context, CancellationToken cancellationToken) => work(tools, streams, context, cancellationToken);
}
