using ChatStreaming.Offline;
using Microsoft.Extensions.AI;
using Runnel;

namespace ChatStreaming.Tests;

/// <summary>The offline model with the sample's real tools, as a subscriber sees them.</summary>
public sealed class ToolTests
{
    private readonly OfflineChatClient model = new(new HurriedTime());

    [Fact]
    public async Task CallsAndResults_ArePrinted_StepByStep()
    {
        var lines = await ShowAsync("Do I need a coat in Oslo, or rather in Lisbon?");

        Assert.Equal(
            ["call      how is the weather in Oslo?", "call      how is the weather in Lisbon?"],
            lines.Where(line => line.StartsWith("call ", StringComparison.Ordinal)).Take(2));
        Assert.Single(lines, "result    Oslo: 1 °C, snow");
        Assert.Single(lines, "result    Lisbon: 13 °C, clouds");
        Assert.Single(lines, "call      what is 13 °C in Fahrenheit?");
        Assert.Single(lines, "result    13 °C = 55.4 °F");
        Assert.Equal(3, lines.Count(line => line.StartsWith("step      finished: ", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.StartsWith("answer    Offline, by rule: In Oslo it is 1 °C (33.8 °F) with snow, ", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("model ", StringComparison.Ordinal) && line.EndsWith(" tokens, 4 calls", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATool_ThatFails_IsPrinted_AndTheModelCopes()
    {
        var calls = new ScriptedChatClient(
            [new FunctionCallContent("call_1", "getWeather", new Dictionary<string, object?> { ["location"] = "42" })],
            [new TextContent("Nobody knows.")]);

        var lines = await ShowAsync("?", calls);

        Assert.Single(lines, line => line.StartsWith("result    42: ", StringComparison.Ordinal) && line.Contains("'42' is no place.", StringComparison.Ordinal));
        Assert.Contains("answer    Nobody knows.", lines);
        Assert.Contains("run       completed, attempt 1", lines);
    }

    [Fact]
    public async Task ACall_ThatDoesNotFit_IsPrinted()
    {
        var calls = new ScriptedChatClient(
            [new FunctionCallContent("call_1", "getWeather"), new FunctionCallContent("call_2", "getTides")],
            [new TextContent("Well.")]);

        var lines = await ShowAsync("?", calls);

        Assert.Single(lines, line => line.StartsWith("result    getWeather: ", StringComparison.Ordinal) && line.Contains("location", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("result    getTides: There is no tool 'getTides'.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AModel_ThatNeverStopsCalling_IsAskedFiveTimes()
    {
        var content = new FunctionCallContent("call_1", "convert", new Dictionary<string, object?> { ["celsius"] = 1 });

        var lines = await ShowAsync("?", new ScriptedChatClient([content]));

        Assert.Equal(5, lines.Count(line => line.StartsWith("step      finished: ", StringComparison.Ordinal)));
        Assert.Contains("run       completed, attempt 1", lines);
    }

    private async Task<IReadOnlyList<string>> ShowAsync(string text, IChatClient? other = null)
    {
        using var deadline = Deadline.Start();
        using var output = new StringWriter();
        await using var page = LoopbackPage.Serve(_ => new Gate().ReadAsync());
        var run = await Sample.RunAsync(other ?? model, page.Address, output, deadline.Token, text);
        Assert.Equal(RunStatus.Completed, run.Status);
        return [.. output.ToString().Split('\n').Select(line => line.TrimEnd())];
    }
}
