using Microsoft.Extensions.AI;
using static Runnel.Tools.Tests.Text.ScriptedModel;

namespace Runnel.Tools.Tests.Text.Durable;

/// <summary>What a tool gave is what a later execution is told, in the same form, without the tool.</summary>
public sealed class KeptCallTests
{
    [Fact]
    public async Task Text() => await CheckAsync(
        Call("a", "note", ("text", "x")), run => Assert.Equal(1, run.Tally["note x"]), results => Assert.Equal("note 1: x", results.Single().ToString()));

    [Fact]
    public async Task TaskThatIsWrapped_IsNotCalledAgain()
    {
        var wrapped = 0;
        var run = await RunAsync([Call("a", "fetchPage", ("url", "https://x"))], told => Assert.Equal("wrapped 1: page 1 of https://x", told.Single().ToString()), options: tools => new()
        {
            MaxSteps = 5,
            Replacing = [AIFunctionFactory.Create(async (string url) => $"wrapped {++wrapped}: {await tools.FetchPage.InvokeAsync(new() { ["url"] = url })}", "fetchPage")],
        });

        Assert.Equal((1, 1), (wrapped, run.Tally["fetch https://x"]));
    }

    [Fact]
    public async Task ResultThatCannotBeRead_IsAskedForAgain_AndTheRunIsTold()
    {
        var model = By(messages => messages.Count == 1 ? [Call("a", "measure")] : [new TextContent("done")]);
        var run = await WorkerRun.RunAsync(async (tools, _, context, tally) =>
        {
            Measurement.IsOfAnotherBuild.Value = context.Attempt == 2;
            var text = await model.StreamText("?", tools, new() { MaxSteps = 2 }).Text;
            return context.Attempt == 1 ? throw new InvalidOperationException("Too late.") : text;
        });

        Assert.Equal(("done", 2), (run.Result.GetOutputOrThrow(), run.Tally["measure"]));
        Assert.StartsWith("StreamText: the tool 'measure' is called again, since what it gave an earlier execution cannot be read.", Assert.Single(run.Snapshot.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_OfAMethod() => await CheckAsync(
        Call("a", "refuse", ("reason", "no")), run => Assert.Equal(1, run.Tally["refuse no"]), results => Assert.Equal("Error: no 1", results.Single()));

    [Fact]
    public async Task Failure_OfARun() => await CheckAsync(
        Call("a", "fetchPage", ("url", "http://x")),
        run => Assert.Equal(1, run.Tally["fetch http://x"]),
        results => Assert.EndsWith("http://x is not safe", (string)results.Single(), StringComparison.Ordinal));

    [Fact]
    public async Task Content_IsContentAgain() => await CheckAsync(
        Call("a", "draw", ("what", "cat")),
        run =>
        {
            Assert.Equal(1, run.Tally["draw cat"]);
            Assert.Equal("image/png", run.Of(2).OfType<WorkerTools.DrawToolResult>().Single().Output.MediaType);
        },
        results => Assert.Equal([1, 2, 3], Assert.IsType<DataContent>(results.Single()).Data.ToArray()));

    [Fact]
    public async Task InvalidCall_StaysInvalid_AndIsNotMade() => await CheckAsync(
        new FunctionCallContent("a", "note") { Exception = new FormatException("'{\"te' is no JSON.") },
        run =>
        {
            Assert.Equal(0, run.Tally["note "]);
            Assert.True(run.Of(2).OfType<DynamicToolCall>().Single().IsInvalid);
        },
        results => Assert.Contains("is no JSON", (string)results.Single(), StringComparison.Ordinal));

    [Fact]
    public async Task ResultThatIsTooLarge_IsNotKept_AndTheRunIsTold()
    {
        var model = By(messages => messages.Count == 1 ? [Call("a", "fill", ("bytes", 4 * 1024 * 1024))] : [new TextContent("done")]);
        var run = await WorkerRun.RunAsync(async (tools, _, context) =>
        {
            var text = await model.StreamText("?", tools, new() { MaxSteps = 2 }).Text;
            return context.Attempt == 1 ? throw new InvalidOperationException("Too late.") : text;
        });

        Assert.Equal(("done", 2), (run.Result.GetOutputOrThrow(), run.Tally["fill"]));
        Assert.StartsWith("StreamText: a later execution calls the tool 'fill' again. What the tool 'fill' gave has 4,", run.Snapshot.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunsOfAToolsOwn_ArePartOfItsCall_AndDoNotStandInForLaterOnes()
    {
        // The page is read by a tool in the first step, and asked for anew by the second one's: another run, also when the first step is replayed.
        var run = await RunAsync([Call("a", "read", ("url", "https://x"))], _ => { }, second: Call("b", "fetchPage", ("url", "https://x")));

        Assert.Equal((1, 2), (run.Tally["read https://x"], run.Tally["fetch https://x"]));
        Assert.Equal("page 2 of https://x", run.Of(2).OfType<FetchPage.ToolResult>().Single().Output);
    }

    [Fact]
    public async Task SameCallInTwoSteps_IsTwoRuns_AlsoWhenTheFirstStepIsReplayed()
    {
        var run = await RunAsync([Call("a", "fetchPage", ("url", "https://x"))], _ => { }, second: Call("b", "fetchPage", ("url", "https://x")));

        Assert.Equal(2, run.Tally["fetch https://x"]);
        Assert.Equal(["page 1 of https://x", "page 2 of https://x"], run.Of(2).OfType<FetchPage.ToolResult>().Select(part => part.Output));
    }

    private static async Task CheckAsync(AIContent call, Action<WorkerRun> check, Action<List<object>> checkTold)
    {
        var run = await RunAsync([call], checkTold);

        check(run);
        Assert.Empty(run.Snapshot.Warnings);

        // All but the error that ended the first.
        Assert.Equal(run.Of(1).SkipLast(1).Select(part => part.GetType()), run.Of(2).Take(run.Of(1).Count - 1).Select(part => part.GetType()));
    }

    // One step that calls, perhaps another, and one that fails at its first word, the first time.
    private static async Task<WorkerRun> RunAsync(
        AIContent[] first, Action<List<object>> checkTold, AIContent? second = null, Func<WorkerTools, StreamTextOptions>? options = null)
    {
        var last = second is null ? 1 : 2;
        var asked = new int[3];
        var model = By(messages =>
        {
            var step = messages.Count(message => message.Role == ChatRole.Assistant);
            asked[step]++;
            if (step < last)
            {
                return step == 0 ? first : [second!];
            }

            checkTold([.. messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => result.Result!)]);
            return asked[step] == 1 ? throw new IOException("The connection broke.") : [new TextContent("done")];
        });
        var run = await WorkerRun.RunAsync((tools, streams, _) => WorkerRun.FollowAsync(model.StreamText("?", tools, options?.Invoke(tools) ?? new() { MaxSteps = 5 }), streams));

        Assert.Equal("done", run.Result.GetOutputOrThrow());
        Assert.Equal([.. Enumerable.Repeat(1, last), 2], asked.Take(last + 1));
        return run;
    }
}
