using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using static Runnel.Tools.Tests.Text.ScriptedModel;

namespace Runnel.Tools.Tests.Text;

/// <summary>Tools of which one does not hear that it is to stop.</summary>
[Tools]
public sealed partial class DeafTools
{
    public TaskCompletionSource End { get; } = new();

    [Tool]
    public async Task<string> IgnoreAsync(string what)
    {
        await End.Task;
        return what;
    }

    public List<string> Heard { get; } = [];

    [Tool]
    public async Task<string> ProtestAsync(CancellationToken cancellationToken)
    {
        cancellationToken.Register(() => throw new InvalidOperationException("Not now."));
        return await End.Task.ContinueWith(_ => "", TaskScheduler.Default);
    }

    [Tool]
    public async Task<string> HearAsync(string what, CancellationToken cancellationToken)
    {
        Heard.Add(what);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return what;
    }

    [Tool]
    public static string Answer(string what) => what + "!";
}

/// <summary>An end before the end: what is under way stops, what was shown is answered, and nobody waits for ever.</summary>
public sealed class GivingUpTests
{
    private readonly DeafTools tools = new();

    public static TheoryData<int> PlacesOfParts => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(PlacesOfParts))]
    public async Task Cancellation_AtAnyPart_IsTheLastPart_AndLeavesNoCallUnanswered(int place)
    {
        using var cancel = new CancellationTokenSource();
        var seen = await ReadAsync(Script().StreamText("?", tools, new() { MaxSteps = 3, StopTimeout = TimeSpan.Zero }, cancel.Token), place, cancel);

        Assert.IsType<AbortPart>(seen[^1]);
        Assert.Equal(Calls(seen), Answers(seen));
    }

    [Theory]
    [MemberData(nameof(PlacesOfParts))]
    public async Task ReaderThatLeaves_AtAnyPart_StopsIt(int place)
    {
        var result = Script().StreamText("?", tools, new() { MaxSteps = 3, StopTimeout = TimeSpan.Zero });
        await foreach (var part in result.FullStream)
        {
            if (place-- == 0)
            {
                break;
            }
        }

        Assert.StartsWith("Whoever read the stream left it", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await result.Text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToolThatDoesNotStop_IsLeftToItself_AndIsAnsweredAsGivenUp()
    {
        using var cancel = new CancellationTokenSource();
        var model = Of([Call("a", "ignore", ("what", "x")), Call("b", "hear", ("what", "y"))]);

        var seen = await ReadAsync(model.StreamText("?", tools, new() { StopTimeout = TimeSpan.FromMilliseconds(1) }, cancel.Token), place: 3, cancel);

        Assert.Equal(["The call of 'ignore' was given up: what it was made for has ended before it.", "The call of 'hear' was given up: what it was made for has ended before it."],
            seen.OfType<IToolError>().Select(error => error.Error.Message));
        Assert.False(tools.End.Task.IsCompleted);
    }

    [Fact]
    public async Task CallsThatHaveNotBegun_AreAnsweredAsWell()
    {
        using var cancel = new CancellationTokenSource();
        var model = Of([Call("a", "hear", ("what", "x")), Call("b", "hear", ("what", "y")), Call("c", "hear", ("what", "z"))]);

        var seen = await ReadAsync(model.StreamText("?", tools, new() { MaxParallelCalls = 1 }, cancel.Token), place: 4, cancel);

        Assert.Equal(["a", "b", "c"], Answers(seen));
        Assert.Equal(["x"], tools.Heard);
    }

    [Fact]
    public async Task ToolThatThrowsAtItsStop_HoldsNothingBack()
    {
        using var cancel = new CancellationTokenSource();
        var result = Of([Call("a", "protest")]).StreamText("?", tools, new() { StopTimeout = TimeSpan.Zero });

        await foreach (var part in result.FullStream)
        {
            if (part is DeafTools.ProtestToolCall)
            {
                break;
            }
        }

        Assert.StartsWith("Whoever read the stream left it", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await result.Text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelThatDoesNotHear_IsNotAskedForMore_AndNoToolBegins()
    {
        using var cancel = new CancellationTokenSource();
        var model = new ScriptedModel(_ => SayDeaf(new TextContent("a"), Call("1", "answer", ("what", "x"))));

        var seen = await ReadAsync(model.StreamText("?", tools, cancellationToken: cancel.Token), place: 3, cancel);

        Assert.Empty(seen.OfType<IToolCall>());
    }

    [Fact]
    public async Task ModelThatFails_WhileToolsRun_StopsThem_AndTellsTheirEnd()
    {
        var model = new ScriptedModel(_ => CallThenFail());
        var seen = new List<ITextStreamPart<DeafTools>>();

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var part in model.StreamText("?", tools).FullStream)
            {
                seen.Add(part);
            }
        });

        Assert.Equal(["DynamicToolCall", "HearToolCall"], seen.OfType<IToolCall>().Select(call => call.GetType().Name));
        Assert.Equal(Calls(seen), Answers(seen));
        Assert.IsType<ErrorPart>(seen[^1]);
    }

    [Fact]
    public async Task ModelsOwnCancellation_IsAnError_NotAnAbort()
    {
        var model = new ScriptedModel(_ => TimingOut());
        var seen = new List<string>();

        await Assert.ThrowsAsync<TaskCanceledException>(async () =>
        {
            await foreach (var part in model.StreamText("?").FullStream)
            {
                seen.Add(part.GetType().Name);
            }
        });

        Assert.Equal(nameof(ErrorPart), seen[^1]);
    }

    // Text, reasoning, a call that ends at once, one that hears, a second step.
    private static ScriptedModel Script() => new(
        token => Say([new TextReasoningContent("hm"), new TextContent("a"), Call("1", "answer", ("what", "x")), new TextContent("b"), Call("2", "cook")], token),
        token => Hanging([Call("3", "hear", ("what", "y")), new TextContent("c")], token));

    private static async IAsyncEnumerable<ChatResponseUpdate> Hanging(AIContent[] contents, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var content in contents)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    // It is given no token, and so is its enumerator.
    private static async IAsyncEnumerable<ChatResponseUpdate> SayDeaf(params AIContent[] contents)
    {
        foreach (var content in contents)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
            await Task.CompletedTask;
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> CallThenFail()
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, [Call("1", "cook"), Call("2", "hear", ("what", "y"))]);
        await Task.Yield();
        throw new IOException("cut off");
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> TimingOut()
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, "Hel");
        await Task.Yield();
        throw new TaskCanceledException("The request timed out.");
    }

    private static async Task<List<ITextStreamPart<DeafTools>>> ReadAsync(StreamTextResult<DeafTools> result, int place, CancellationTokenSource cancel)
    {
        var seen = new List<ITextStreamPart<DeafTools>>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var part in result.FullStream)
            {
                seen.Add(part);
                if (seen.Count == place + 1)
                {
                    await cancel.CancelAsync();
                }
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await result.Steps);
        return seen;
    }

    private static List<string> Calls(List<ITextStreamPart<DeafTools>> parts) => [.. parts.OfType<IToolCall>().Select(call => call.ToolCallId).Order(StringComparer.Ordinal)];

    private static List<string> Answers(List<ITextStreamPart<DeafTools>> parts) =>
        [.. parts.OfType<IToolResult>().Select(part => part.ToolCallId).Concat(parts.OfType<IToolError>().Select(part => part.ToolCallId)).Order(StringComparer.Ordinal)];
}
