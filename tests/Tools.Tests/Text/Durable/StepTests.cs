using Microsoft.Extensions.AI;
using static Runnel.Tools.Tests.Text.Durable.WorkerRun;
using static Runnel.Tools.Tests.Text.ScriptedModel;

namespace Runnel.Tools.Tests.Text.Durable;

/// <summary>A run's later execution pays neither its model nor its tools for what the log has.</summary>
public sealed class StepTests
{
    [Fact]
    public async Task FinishedSteps_AreReplayed_AndTheModelGoesOnAtTheFirstUnfinishedOne()
    {
        var model = new Planner { HangsInStep = 3 };
        var run = await RunAsync((tools, streams, context) => FollowAsync(
            model.StreamText("Read both.", tools, new() { MaxSteps = 5 }), streams, part => context.Attempt == 1 && part is TextDelta { Text: "Almost" }));

        Assert.Equal("Almost done: page 1 of https://b", run.Result.GetOutputOrThrow());
        Assert.Equal([1, 1, 2], model.AskedByStep);

        // Page a is asked for in two steps, which are two calls.
        Assert.Equal((2, 1, 1), (run.Tally["fetch https://a"], run.Tally["fetch https://b"], run.Tally["note start"]));
        Assert.Empty(run.Snapshot.Warnings);

        // The step's text at once, its calls under their ids; what is unfinished comes anew.
        var (first, second) = (run.Of(1), run.Of(2));
        Assert.Equal(["I ", "read ", "both."], Texts(first)[..3]);
        Assert.Equal(["I read both.", "Almost", " done: page 1 of https://b"], Texts(second));
        Assert.Equal(Ids(first), Ids(second));
        Assert.Equal(second.OfType<FinishPart>().Single().TotalUsage.TotalTokenCount, 3 * 10);
    }

    [Fact]
    public async Task UnfinishedStep_IsAskedAgain_AndItsToolsAreNot_WhateverTheirIdsAndOrder()
    {
        var model = new Planner { BreaksInStep = 2 };
        var run = await RunAsync((tools, streams, context) => FollowAsync(model.StreamText("Read both.", tools, new() { MaxSteps = 5 }), streams));

        Assert.Equal("Almost done: page 1 of https://b", run.Result.GetOutputOrThrow());
        Assert.Equal([1, 2, 1], model.AskedByStep);
        Assert.Equal((2, 1, 1), (run.Tally["fetch https://a"], run.Tally["fetch https://b"], run.Tally["note again"]));
        Assert.Empty(Ids(run.Of(1)).TakeLast(3).Intersect(Ids(run.Of(2)).TakeLast(3), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Steps_SayThatTheyAreReplayed_AndAreToldToOnStepAgain()
    {
        var told = new List<(int Attempt, int Step, bool IsReplayed)>();
        var model = new Planner();
        await RunAsync(async (tools, streams, context) =>
        {
            var options = new StreamTextOptions { MaxSteps = 5, OnStep = (step, _) => { told.Add((context.Attempt, step.Number, step.IsReplayed)); return default; } };
            var text = await model.StreamText("Read both.", tools, options).Text;
            return context.Attempt == 1 ? throw new InvalidOperationException("Too late.") : text;
        });

        Assert.Equal([(1, 1, false), (1, 2, false), (1, 3, false), (2, 1, true), (2, 2, true), (2, 3, true)], told);
    }

    [Fact]
    public async Task PipedAndAwaited_IsReadByThePipe()
    {
        var model = By(_ => [new TextContent("Hello")]);
        var run = await RunAsync(async (tools, streams, _) =>
        {
            var result = model.StreamText("?", tools);
            streams.Model.Pipe(result.FullStream);
            return await result.Text;
        });

        Assert.Equal(("Hello", 1), (run.Result.Output, run.Snapshot.Attempt));
        Assert.Equal(["Hello"], Texts(run.Of(1)));
    }

    [Fact]
    public async Task AgentWithinATool_HasItsOwnSteps_AndIsNoOtherRequest()
    {
        var inner = 0;
        var helper = By(_ => [new TextContent($"helper {++inner}")]);
        var model = new ScriptedModel(_ => CallThenBreak("ask"), token => Say([Call("b", "ask")], token), token => Say([new TextContent("done")], token));
        var run = await RunAsync(async (tools, _, _) =>
        {
            var ask = AIFunctionFactory.Create(async () => await helper.StreamText("?").Text, "ask");
            return await model.StreamText("?", tools, new() { MaxSteps = 2, AdditionalTools = [ask] }).Text;
        });

        Assert.Equal(("done", 1), (run.Result.GetOutputOrThrow(), inner));
        Assert.Empty(run.Snapshot.Warnings);
    }

    [Fact]
    public async Task IdenticalWritings_AreKeptApart_ByTheirOrder()
    {
        var number = 0;
        var model = By(_ => [new TextContent($"answer {++number}")]);
        var run = await RunAsync(async (tools, _, context) =>
        {
            var texts = new[] { await model.StreamText("?", tools).Text, await model.StreamText("?", tools).Text };
            return context.Attempt == 1 ? throw new InvalidOperationException("Too late.") : string.Join(", ", texts);
        });

        Assert.Equal("answer 1, answer 2", run.Result.Output);
    }

    [Fact]
    public async Task WritingsAtOnce_FindTheirSteps_InWhicheverOrderTheyBegin()
    {
        var asked = 0;
        var model = By(messages => [new TextContent($"{messages[^1].Text} {++asked}")]);
        var run = await RunAsync(async (tools, _, context) =>
        {
            string[] prompts = context.Attempt == 1 ? ["a", "b"] : ["b", "a"];
            var texts = await Task.WhenAll(prompts.Select(prompt => model.StreamText(prompt, tools).Text.AsTask()));
            return context.Attempt == 1 ? throw new InvalidOperationException("Too late.") : string.Join(", ", texts);
        });

        Assert.Equal("b 2, a 1", run.Result.Output);
        Assert.Empty(run.Snapshot.Warnings);
    }

    [Fact]
    public async Task WritingThatWasNotFinished_IsNoOtherRequest_ThoughItBeginsFirst()
    {
        var found = new TaskCompletionSource();
        var model = new ScriptedModel(
            token => Say([new TextContent("a 1")], token), _ => throw new IOException("The connection broke."), token => SayAfterAsync(found.Task, "b 2", token));
        var run = await RunAsync(async (tools, _, context) =>
        {
            if (context.Attempt == 1)
            {
                return await model.StreamText("a", tools).Text + await model.StreamText("b", tools).Text;
            }

            var second = model.StreamText("b", tools).Text.AsTask();
            var first = await model.StreamText("a", tools).Text;
            found.SetResult();
            return $"{first}, {await second}";
        });

        Assert.Equal("a 1, b 2", run.Result.Output);
        Assert.Empty(run.Snapshot.Warnings);
    }

    [Fact]
    public async Task WritingThatIsNotDurable_AsksAnew()
    {
        var asked = 0;
        var model = By(_ => [new TextContent($"answer {++asked}")]);
        var run = await RunAsync(async (tools, _, _) =>
        {
            var text = await model.StreamText("?", tools, new() { IsDurable = false }).Text;
            return text == "answer 1" ? throw new InvalidOperationException("The model can do better.") : text;
        });

        Assert.Equal("answer 2", run.Result.Output);
        Assert.Empty(run.Snapshot.Warnings);
    }

    [Fact]
    public async Task AnswerThatIsTooLarge_IsNotKept_AndTheRunIsTold()
    {
        var asked = 0;
        var model = By(_ => [new TextContent(++asked + new string('x', 4 * 1024 * 1024))]);
        var run = await RunAsync(async (tools, _, context) =>
        {
            var text = await model.StreamText("?", tools).Text;
            return context.Attempt == 1 ? throw new InvalidOperationException("Too late.") : text[..1];
        });

        Assert.Equal("2", run.Result.Output);
        Assert.StartsWith("StreamText: the steps from here on are not kept for a later execution. The model's answer has 4,", run.Snapshot.Warnings[0], StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> CallThenBreak(string tool)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, [Call("a", tool)]);
        await Task.Yield();
        throw new IOException("The connection broke.");
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> SayAfterAsync(
        Task gate, string text, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        yield return new ChatResponseUpdate(ChatRole.Assistant, text);
    }

    private static List<string> Texts(IEnumerable<ITextStreamPart<WorkerTools>> parts) => [.. parts.OfType<TextDelta>().Select(delta => delta.Text)];

    private static List<string> Ids(IEnumerable<ITextStreamPart<WorkerTools>> parts) => [.. parts.OfType<IToolCall>().Select(call => call.ToolCallId)];

    /// <summary>A model that reads two pages, one after the other; its ids are fresh each time, and the order of its calls is another.</summary>
    private sealed class Planner : IChatClient
    {
        public int? BreaksInStep { get; init; }

        public int? HangsInStep { get; init; }

        public int[] AskedByStep { get; } = new int[3];

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var all = messages.ToList();
            var step = all.Count(message => message.Role == ChatRole.Assistant);
            var time = ++AskedByStep[step];
            AIContent[] contents = step switch
            {
                0 => [new TextContent("I "), new TextContent("read "), new TextContent("both."), .. InOrder(time, Fetch("https://a"), Note("start"))],
                1 => InOrder(time, Fetch("https://b"), Note("again"), Fetch("https://a")),
                _ => [new TextContent("Almost"), new TextContent($" done: {PageB(all)}")],
            };
            foreach (var content in contents)
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
                await Task.Delay(step + 1 == HangsInStep && time == 1 ? Timeout.Infinite : 0, cancellationToken);
            }

            // After all calls: they run, and end, while the model seems to think.
            if (step + 1 == BreaksInStep && time == 1)
            {
                await Task.Yield();
                throw new IOException("The connection broke.");
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { TotalTokenCount = 10 })]);
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }

        private static string PageB(List<ChatMessage> messages) => messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>()
            .Select(result => result.Result?.ToString()).First(text => text?.EndsWith("https://b", StringComparison.Ordinal) is true)!;

        private static FunctionCallContent Fetch(string url) => Call(Guid.NewGuid().ToString("N"), "fetchPage", ("url", url));

        private static FunctionCallContent Note(string text) => Call(Guid.NewGuid().ToString("N"), "note", ("text", text));

        private static AIContent[] InOrder(int time, params AIContent[] calls) => time % 2 == 1 ? calls : [.. calls.Reverse()];
    }
}
