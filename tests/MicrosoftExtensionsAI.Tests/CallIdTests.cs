using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace Runnel.MicrosoftExtensionsAI.Tests;

/// <summary>The id that the model gave to a call is a tag of its run.</summary>
public sealed class CallIdTests
{
    /// <summary>What an application writes so that tools know which of the model's calls they answer.</summary>
    internal static void TellCallIds(FunctionInvokingChatClient client) => client.FunctionInvoker = (context, cancellationToken) =>
    {
        context.Arguments.SetToolCallId(context.CallContent.CallId);
        return context.Function.InvokeAsync(context.Arguments, cancellationToken);
    };

    [Theory, InlineData(true, true), InlineData(true, false), InlineData(false, true), InlineData(false, false)]
    public async Task FunctionInvokerThatTells_TagsEachRun(bool within, bool concurrent)
    {
        await using var host = await AgentHost.StartAsync(TwoCalls(), client =>
        {
            client.AllowConcurrentInvocation = concurrent;
            TellCallIds(client);
        });

        await host.WorkAsync(within);

        Assert.Equal(["Oslo call_1", "Rome call_2"], await TagsAsync(host));
    }

    [Theory, InlineData(true, true), InlineData(true, false), InlineData(false, true), InlineData(false, false)]
    public async Task ClientThatTracesItsCalls_TellsToo(bool within, bool concurrent)
    {
        var source = $"chat {Guid.NewGuid():N}";
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == source,
            Sample = (ref _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await AgentHost.StartAsync(
            TwoCalls(), client => client.AllowConcurrentInvocation = concurrent, inner: builder => builder.UseOpenTelemetry(sourceName: source));

        await host.WorkAsync(within);

        Assert.Equal(["Oslo call_1", "Rome call_2"], await TagsAsync(host));
    }

    [Fact]
    public async Task ClientThatDoesNeither_LeavesRunsWithoutTags()
    {
        await using var host = await AgentHost.StartAsync(TwoCalls());

        await host.WorkHereAsync();

        Assert.Equal(["Oslo ", "Rome "], await TagsAsync(host));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(130)]
    public async Task IdThatCannotBeATag_FailsNoCall(int length)
    {
        var model = new ScriptedModel([Call.Weather("Oslo")]) { CallIdFormat = new string('x', length) };
        await using var host = await AgentHost.StartAsync(model, TellCallIds);

        Assert.Equal("""{"location":"Oslo","celsius":13}""", await host.WorkWithinAsync());
        Assert.Equal(["Oslo "], await TagsAsync(host));
    }

    private static ScriptedModel TwoCalls() => new([Call.Weather("Oslo"), Call.Weather("Rome")]);

    private static async Task<IEnumerable<string>> TagsAsync(AgentHost host) =>
        (await host.WeatherRunsAsync()).Select(run => $"{run.Payload.Location} {string.Join(',', run.Tags)}");
}
