using Microsoft.Extensions.AI;
using Runnel.Tools.Tests.Sets;
using static Runnel.Tools.Tests.Text.ScriptedModel;

namespace Runnel.Tools.Tests.Text;

public sealed class StreamTextTests
{
    private static readonly WeatherTools Tools = new(TimeProvider.System);

    [Fact]
    public async Task Text_ComesAsParts_AndAsTheirSum()
    {
        var result = Of([new TextContent("Hel"), new TextContent("lo"), Usage(3, 2)]).StreamText("Hi");

        Assert.Equal(
            ["StreamStart", "StepStart", "TextStart 0", "TextDelta 0 Hel", "TextDelta 0 lo", "TextEnd 0", "StepFinish stop 5", "FinishPart stop 5"],
            await ShownAsync(result.FullStream));
        Assert.Equal("Hello", await result.Text);
        Assert.Equal(ChatFinishReason.Stop, await result.FinishReason);
        Assert.Equal(5, (await result.Usage).TotalTokenCount);
    }

    [Fact]
    public async Task AwaitingTheText_ReadsWhereNobodyDoes()
    {
        Assert.Equal("Hello", await Of([new TextContent("Hello")]).StreamText("Hi").Text);
        Assert.Equal(["Hel", "lo"], await Of([new TextContent("Hel"), new TextContent("lo")]).StreamText("Hi").TextStream.ToListAsync());
    }

    [Fact]
    public async Task NothingIsAsked_BeforeItIsRead_AndItIsReadOnce()
    {
        var model = Of([new TextContent("Hello")]);
        var result = model.StreamText("Hi");
        Assert.Empty(model.Asked);

        await result.TextStream.ToListAsync();

        Assert.Contains("is read once", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await result.FullStream.ToListAsync())).Message, StringComparison.Ordinal);
        Assert.Equal("Hello", await result.Text);
    }

    [Fact]
    public async Task CallsOfTools_AreMade_ToldAndAnswered_UntilTheModelIsDone()
    {
        var model = Of([Call("a", "convert", ("celsius", 100)), Usage(10, 1)], [new TextContent("212 °F"), Usage(20, 2)]);
        var result = model.StreamText("How hot is boiling?", Tools, new() { MaxSteps = 5 });

        Assert.Equal(
            [
                "StreamStart", "StepStart", "ConvertToolCall a 100", "ConvertToolResult a 212", "StepFinish tool_calls 11",
                "StepStart", "TextStart 0", "TextDelta 0 212 °F", "TextEnd 0", "StepFinish stop 22", "FinishPart stop 33",
            ],
            await ShownAsync(result.FullStream));
        Assert.Equal(["user", "assistant", "tool"], model.Asked[1].Select(message => message.Role.Value));
        Assert.Equal("a", Assert.IsType<FunctionResultContent>(Assert.Single(model.Asked[1][2].Contents)).CallId);
        Assert.Equal(2, (await result.Steps).Count);
    }

    [Fact]
    public async Task MaxSteps_IsOneByDefault_AndLeavesNoCallUnanswered()
    {
        var model = Of([Call("a", "convert", ("celsius", 100))]);
        var steps = await model.StreamText("?", Tools).Steps;

        Assert.Equal("a", Assert.Single(Assert.Single(steps).Results).CallId);
        Assert.Single(model.Asked);
    }

    [Fact]
    public async Task UnknownTool_AndWrongArguments_AreInvalidCalls_ThatTheModelIsToldOf()
    {
        var broken = new FunctionCallContent("c", "convert") { Exception = new InvalidOperationException("Error", new FormatException("'{\"cel' is no JSON.")) };
        var model = Of([Call("a", "cook"), Call("b", "convert", ("celsius", "hot")), broken], [new TextContent("Sorry.")]);

        var parts = await ShownAsync(model.StreamText("?", Tools, new() { MaxSteps = 2 }).FullStream);

        Assert.Equal(["DynamicToolCall a cook invalid", "DynamicToolError a cook", "DynamicToolCall b convert invalid", "DynamicToolError b convert", "DynamicToolCall c convert invalid", "DynamicToolError c convert"], parts[2..8]);
        var told = model.Asked[1][2].Contents.Cast<FunctionResultContent>().Select(result => (string)result.Result!).ToList();
        Assert.StartsWith("There is no tool 'cook'. There are: convert, fail,", told[0], StringComparison.Ordinal);
        Assert.Contains("$.celsius: expected a number, got the string \"hot\".", told[1], StringComparison.Ordinal);
        Assert.Contains("'{\"cel' is no JSON.", told[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToolThatThrows_IsAPart_AndAnAnswerForTheModel()
    {
        var model = Of([Call("a", "fail", ("reason", "no luck"))], [new TextContent("Oh.")]);

        var parts = await ShownAsync(model.StreamText("?", Tools, new() { MaxSteps = 2 }).FullStream);

        Assert.Equal(["FailToolCall a no luck", "FailToolError a no luck"], parts[2..4]);
        Assert.Equal("Error: no luck", ((FunctionResultContent)model.Asked[1][2].Contents[0]).Result);
    }

    [Fact]
    public async Task SameCallIdTwice_IsMadeTwo()
    {
        var model = Of([Call("a", "convert", ("celsius", 1)), Call("a", "convert", ("celsius", 2))], [Call("a", "convert", ("celsius", 3))], [new TextContent("ok")]);

        var steps = await model.StreamText("?", Tools, new() { MaxSteps = 3 }).Steps;

        Assert.Equal(["a", "a-2", "a-3"], steps.SelectMany(step => step.Calls).Select(call => call.CallId));
        Assert.Equal(["a", "a-2", "a-3"], steps.SelectMany(step => step.Results).Select(result => result.CallId));
    }

    [Fact]
    public async Task ModelThatFails_IsAPart_ThenThrown()
    {
        var model = new ScriptedModel(_ => FailingAfter("Hel"));
        var result = model.StreamText("Hi");
        var shown = new List<string>();

        var failure = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var part in result.FullStream)
            {
                shown.Add(Show(part));
            }
        });

        Assert.Equal(["TextDelta 0 Hel", "TextEnd 0", "ErrorPart cut off"], shown[3..]);
        Assert.Same(failure, await Assert.ThrowsAsync<IOException>(async () => await result.Text));
    }

    [Fact]
    public async Task Cancellation_IsAPart_ThenThrown_AndReachesModelAndTools()
    {
        using var cancel = new CancellationTokenSource();
        var result = new ScriptedModel(HangAsync).StreamText("Hi", cancellationToken: cancel.Token);
        var shown = new List<string>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var part in result.FullStream)
            {
                shown.Add(part.GetType().Name);
                if (part is TextDelta)
                {
                    await cancel.CancelAsync();
                }
            }
        });

        Assert.Equal(["TextEnd", "AbortPart"], shown[^2..]);
    }

    [Fact]
    public async Task Refusal_IsShown_WhicheverWayItIsRead()
    {
        static ScriptedModel Refusing() => Of([new ErrorContent("I will not.") { ErrorCode = "Refusal" }]);

        Assert.Equal("I will not.", (await Refusing().StreamText("?").FullStream.ToListAsync()).OfType<ErrorPart>().Single().Error.Message);
        Assert.Equal(["I will not."], await Refusing().StreamText("?").TextStream.ToListAsync());
        Assert.Equal("I will not.", await Refusing().StreamText("?").Text);
    }

    [Fact]
    public async Task Citations_AreSources_AndStayInTheConversation()
    {
        var cited = new TextContent("Cats purr.") { Annotations = [new CitationAnnotation { Url = new Uri("https://example.org/cats"), Title = "Cats" }] };
        var result = Of([cited]).StreamText("?");

        var source = (await result.FullStream.ToListAsync()).OfType<UrlSource>().Single();

        Assert.Equal(("https://example.org/cats", "Cats"), (source.Url, source.Title));
        Assert.Single(Assert.IsType<TextContent>((await result.Steps)[0].Messages[0].Contents[0]).Annotations!);
    }

    [Fact]
    public async Task SlowReader_HoldsTheModelBack()
    {
        var said = 0;
        var model = new ScriptedModel(_ => Counting(() => said++));
        await using var parts = model.StreamText("Hi").FullStream.GetAsyncEnumerator();

        for (var read = 0; read < 50; read++)
        {
            Assert.True(await parts.MoveNextAsync());
        }

        // Of what was read, three parts are no deltas.
        Assert.Equal(47, said);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Counting(Action count)
    {
        while (true)
        {
            count();
            yield return new ChatResponseUpdate(ChatRole.Assistant, "x");
            await Task.CompletedTask;
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> FailingAfter(string text)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, text);
        await Task.CompletedTask;
        throw new IOException("cut off");
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> HangAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, "Hel");
        await Task.Delay(Timeout.Infinite, token);
    }

    private static UsageContent Usage(int input, int output) =>
        new(new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output });

    private static async Task<List<string>> ShownAsync<TTools>(IAsyncEnumerable<ITextStreamPart<TTools>> parts)
        where TTools : class, IToolSet => [.. (await parts.ToListAsync()).Select(Show)];

    private static string Show<TTools>(ITextStreamPart<TTools> part)
        where TTools : class, IToolSet => part switch
    {
        TextStart { Id: var id } => $"TextStart {id}",
        TextDelta { Id: var id, Text: var text } => $"TextDelta {id} {text}",
        TextEnd { Id: var id } => $"TextEnd {id}",
        StepFinish { FinishReason: var reason, Usage.TotalTokenCount: var tokens } => $"StepFinish {reason} {tokens}",
        FinishPart { FinishReason: var reason, TotalUsage.TotalTokenCount: var tokens } => $"FinishPart {reason} {tokens}",
        WeatherTools.ConvertToolCall { ToolCallId: var id, Arguments.Celsius: var celsius } => $"ConvertToolCall {id} {celsius}",
        WeatherTools.ConvertToolResult { ToolCallId: var id, Output: var output } => $"ConvertToolResult {id} {output}",
        WeatherTools.FailToolCall { ToolCallId: var id, Arguments.Reason: var reason } => $"FailToolCall {id} {reason}",
        WeatherTools.FailToolError { ToolCallId: var id, Error.Message: var message } => $"FailToolError {id} {message}",
        DynamicToolCall { ToolCallId: var id, ToolName: var name, IsInvalid: var isInvalid } => $"DynamicToolCall {id} {name}{(isInvalid ? " invalid" : "")}",
        DynamicToolError { ToolCallId: var id, ToolName: var name } => $"DynamicToolError {id} {name}",
        ErrorPart { Error.Message: var message } => $"ErrorPart {message}",
        _ => part.GetType().Name,
    };
}
