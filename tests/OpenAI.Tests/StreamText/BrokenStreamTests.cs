using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Runnel.OpenAI.Tests.StreamText.Formats;

namespace Runnel.OpenAI.Tests.StreamText;

/// <summary>A connection that is lost in the middle of an answer: an error that says so, what had begun is stopped and answered, and nothing is asked again.</summary>
public sealed class BrokenStreamTests
{
    private readonly TripTools tools = new();

    [Theory]
    [InlineData(Format.OpenAI, false)]
    [InlineData(Format.OpenAI, true)]
    [InlineData(Format.Anthropic, false)]
    [InlineData(Format.Anthropic, true)]
    public async Task InTheMiddleOfText_IsAnErrorPart_AfterTheTextThatCame(string name, bool isReset)
    {
        var format = Format.Of(name);
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = LocalServer.Start(async exchange =>
        {
            await format.BeginAsync(exchange, new SaidText("Half a"));

            // A connection that is reset would take with it what the client has not read yet.
            await read.Task;
            Cut(exchange, isReset);
        });
        var result = format.At(server).StreamText("Tell all.", tools, new() { MaxSteps = 5 });

        var parts = result.FullStream.GetAsyncEnumerator();
        var seen = new List<ITextStreamPart<TripTools>>();
        var failure = await Record.ExceptionAsync(async () =>
        {
            while (await parts.MoveNextAsync().AsTask().WaitAsync(Patience.Limit))
            {
                seen.Add(parts.Current);
                if (parts.Current is TextDelta { Text: "f a" })
                {
                    read.SetResult();
                }
            }
        });
        await parts.DisposeAsync();

        AssertBroken(new Told(seen, failure), ["StreamStart", "StepStart", "TextStart", "TextDelta Hal", "TextDelta f a", "TextEnd", "ErrorPart"]);
        Assert.Same(failure, await Record.ExceptionAsync(async () => await result.Text));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task WhileAToolRuns_ItIsStopped_AndItsCallAnswered(string name)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(async exchange =>
        {
            await format.BeginAsync(exchange, new SaidCall("call_1", "wait", """{"place":"Oslo"}"""), new SaidCall("call_2", "pack", "{") { IsEnded = false });
            await tools.Waits.Task;
        });

        var told = await Told.ReadAsync(format.At(server).StreamText("Wait.", tools, new() { MaxSteps = 5 }));

        AssertBroken(told, ["StreamStart", "StepStart", "WaitToolCall", "WaitToolError", "ErrorPart"]);
        await tools.Stopped.Task.WaitAsync(Patience.Limit);
        Assert.Empty(tools.Invoked);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task InTheSecondStep_LeavesTheFirstToldAsItWas(string name)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(
            format.Answer(new SaidCall("call_1", "getWeather", """{"location":"Oslo"}""")),
            exchange => format.BeginAsync(exchange, new SaidText("It")));

        var told = await Told.ReadAsync(format.At(server).StreamText("Coat?", tools, new() { MaxSteps = 5 }));

        AssertBroken(told,
            [
                "StreamStart", "StepStart", "GetWeatherToolCall call_1 Oslo", "GetWeatherToolResult call_1 -3", "StepFinish tool_calls",
                "StepStart", "TextStart", "TextDelta I", "TextDelta t", "TextEnd", "ErrorPart",
            ]);
        Assert.Equal(2, server.Requests.Count);
    }

    private static void Cut(Exchange exchange, bool isReset)
    {
        if (isReset)
        {
            exchange.Reset();
        }
    }

    private static void AssertBroken(Told told, string[] lines)
    {
        Assert.Equal(lines, told.Lines);
        told.AssertNoCallDangles();
        var failure = Assert.IsAssignableFrom<Exception>(told.Failure);
        Assert.True(Causes(failure).Any(cause => cause is IOException), $"{failure}");
        Assert.Equal(failure.Message, Assert.IsType<ErrorPart>(told.Parts[^1]).Error.Message);
    }

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}
