using ChatStreaming.Offline;
using Microsoft.Extensions.AI;

namespace ChatStreaming.Tests;

/// <summary>What the offline model does next, from what was said.</summary>
public sealed class OfflineStepTests
{
    private readonly ChatOptions options = new()
    {
        Tools = [.. new[] { "getWeather", "convert" }.Select(name => AIFunctionFactory.Create(() => 0, name))],
    };

    [Fact]
    public async Task First_ItLooksAtAllPlaces_InOneStep()
    {
        var answer = await AskAsync(new ChatMessage(ChatRole.User, "Do I need a coat in Oslo, or rather in New York?"));

        Assert.Equal(["getWeather Oslo", "getWeather New York"], Calls(answer));
        Assert.Equal(ChatFinishReason.ToolCalls, answer.FinishReason);
        Assert.NotEqual("", answer.Text);
    }

    [Theory]
    [InlineData("What is the weather like?", "Oslo", "Lisbon")]
    [InlineData("Coat?", "Oslo", "Lisbon")]
    [InlineData("Is São Paulo warmer than Ålesund? What of Rome, Rome, Nice and Kyiv?", "São Paulo", "Ålesund", "Rome", "Nice")]
    public async Task Places_AreThoseOfThePrompt_OrTwoOfItsOwn(string prompt, params string[] places) =>
        Assert.Equal(places.Select(place => $"getWeather {place}"), Calls(await AskAsync(new ChatMessage(ChatRole.User, prompt))));

    [Fact]
    public async Task Then_ItConverts_WhatTheToolsSaid()
    {
        var answer = await AskAsync([.. Asked(), .. Told("Oslo", 7), .. Told("Rome", 23.5)]);

        Assert.Equal(["convert 7", "convert 23.5"], Calls(answer));
    }

    [Fact]
    public async Task AtLast_TheAnswer_IsMadeOfTheResults()
    {
        var answer = await AskAsync([.. Asked(), .. Told("Rome", 23.5), .. Told("Oslo", 7), .. Converted(23.5, 74.3), .. Converted(7, 44.6)]);

        Assert.StartsWith(
            OfflineChatClient.Notice + "In Oslo it is 7 °C (44.6 °F) with fog, so a light coat will do there. In Rome it is 23.5 °C (74.3 °F) with fog, so leave",
            answer.Text,
            StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
    }

    [Fact]
    public async Task WhereAToolFailed_ItSaysSo()
    {
        var answer = await AskAsync([.. Asked(), .. Result("getWeather", "location", "Oslo", "Error: storm"), .. Told("Rome", 7), .. Converted(7, 44.6)]);

        Assert.Contains("About Oslo nobody could tell me anything", answer.Text, StringComparison.Ordinal);
        Assert.Contains("In Rome it is 7 °C", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Why do cats purr?")]
    [InlineData("Tell me a joke")]
    public async Task OtherPrompts_NeedNoTool(string prompt) =>
        Assert.Equal(OfflineChatClient.Notice + Answers.To(prompt), (await AskAsync(new ChatMessage(ChatRole.User, prompt))).Text);

    [Fact]
    public async Task WithoutTools_ItAnswersAllTheSame()
    {
        options.Tools = null;

        Assert.Contains("Take the coat", (await AskAsync([.. Asked()])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskedAgain_ItSaysTheSame_WithOtherIds_AndInAnotherOrderIfItIsTo()
    {
        var (first, again) = (await AskAsync([.. Asked()]), await AskAsync([.. Asked()]));
        var backwards = await AskAsync(new OfflineChatClient(new HurriedTime(), callsBackwards: true), [.. Asked()]);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(Calls(first), Calls(again));
        Assert.Empty(Ids(first).Intersect(Ids(again)));
        Assert.Equal(Calls(first).Reverse(), Calls(backwards));
    }

    private static IEnumerable<ChatMessage> Asked() => [new(ChatRole.User, "Do I need a coat in Oslo or Rome?")];

    private static IEnumerable<ChatMessage> Told(string place, double celsius) =>
        Result("getWeather", "location", place, new { location = place, celsius, sky = "fog" });

    private static IEnumerable<ChatMessage> Converted(double celsius, double fahrenheit) => Result("convert", "celsius", celsius, fahrenheit);

    private static IEnumerable<ChatMessage> Result(string tool, string argument, object value, object result)
    {
        var id = $"{tool} {value}";
        return
        [
            new(ChatRole.Assistant, [new FunctionCallContent(id, tool, new Dictionary<string, object?> { [argument] = value })]),
            new(ChatRole.Tool, [new FunctionResultContent(id, result)]),
        ];
    }

    private static IEnumerable<string> Calls(ChatResponse answer) =>
        CallsOf(answer).Select(call => FormattableString.Invariant($"{call.Name} {call.Arguments!.Values.Single()}"));

    private static IEnumerable<string> Ids(ChatResponse answer) => CallsOf(answer).Select(call => call.CallId);

    private static IEnumerable<FunctionCallContent> CallsOf(ChatResponse answer) =>
        answer.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>();

    private Task<ChatResponse> AskAsync(params ChatMessage[] messages) => AskAsync(new OfflineChatClient(new HurriedTime()), messages);

    private async Task<ChatResponse> AskAsync(OfflineChatClient model, ChatMessage[] messages)
    {
        using var deadline = Deadline.Start();
        return await model.GetResponseAsync(messages, options, deadline.Token);
    }
}
