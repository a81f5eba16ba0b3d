using Microsoft.Extensions.AI;

namespace Runnel.MicrosoftExtensionsAI.Tests;

/// <summary>A tool that somebody has to approve of: there is no run before.</summary>
public sealed class ApprovalTests
{
    private readonly List<int> runsBeforeTheDecision = [];

    [Theory, InlineData(true), InlineData(false)]
    public async Task ApprovedCall_IsARun(bool within)
    {
        await using var host = await StartAsync(approve: true);

        var answer = await host.WorkAsync(within);

        Assert.Equal("""{"location":"Oslo","celsius":13}""", answer);
        Assert.Equal([0], runsBeforeTheDecision);
        var run = Assert.Single(await host.WeatherRunsAsync());
        Assert.Equal(await host.AgentIdAsync(), run.ParentId);
        Assert.Equal(["call_1"], run.Tags);
    }

    [Fact]
    public async Task RejectedCall_IsNone_AndTheModelIsToldWhy()
    {
        await using var host = await StartAsync(approve: false);

        Assert.Contains("not today", await host.WorkWithinAsync(), StringComparison.Ordinal);
        Assert.Empty(await host.WeatherRunsAsync());
    }

    private async Task<AgentHost> StartAsync(bool approve)
    {
        var host = await AgentHost.StartAsync(new ScriptedModel([Call.Weather("Oslo")]), CallIdTests.TellCallIds);
        host.Plan.Work = async (chat, tools, token) =>
        {
            List<ChatMessage> messages = [new(ChatRole.User, "?")];
            var options = new ChatOptions { Tools = [new ApprovalRequiredAIFunction(tools.GetWeather)] };
            var first = await chat.GetResponseAsync(messages, options, token);
            var request = Assert.Single(first.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>());
            Assert.Equal("getWeather", Assert.IsType<FunctionCallContent>(request.ToolCall).Name);
            runsBeforeTheDecision.Add((await host.WeatherRunsAsync()).Count);

            messages.AddRange(first.Messages);
            messages.Add(new ChatMessage(ChatRole.User, [request.CreateResponse(approve, "not today")]));
            return (await chat.GetResponseAsync(messages, options, token)).Text;
        };
        return host;
    }
}
