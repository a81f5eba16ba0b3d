using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Runnel.OpenAI.Tests.StreamText.Formats;

namespace Runnel.OpenAI.Tests.StreamText;

/// <summary>Calls that somebody has to approve of: nothing goes to the server before there is an answer, and then what came of it.</summary>
public sealed class ApprovalTests
{
    private readonly TripTools tools = new();

    private StreamTextOptions Options => new() { MaxSteps = 5, Replacing = [new ApprovalRequiredAIFunction(tools.PackTool)] };

    [Theory]
    [InlineData(Format.OpenAI, true)]
    [InlineData(Format.OpenAI, false)]
    [InlineData(Format.Anthropic, true)]
    [InlineData(Format.Anthropic, false)]
    public async Task TheRequestIsShown_AndTheNextRequestHasWhatCameOfIt(string name, bool isApproved)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(
            format.Answer(new SaidCall("call_1", "pack", """{"what":"socks"}"""), new SaidCall("call_2", "getWeather", """{"location":"Oslo"}""")),
            format.Answer(new SaidText("Done.")));
        var question = new ChatMessage(ChatRole.User, "Pack.");
        var first = format.At(server).StreamText([question], tools, Options);

        var shown = await Told.ReadAsync(first);

        var asked = Assert.Single(shown.Parts.OfType<ToolApprovalRequest>());
        Assert.Equal(("call_1", "pack", "socks"), (asked.ToolCall.ToolCallId, asked.ToolCall.ToolName, asked.ToolCall.Input.GetProperty("what").GetString()));
        Assert.Equal(["Oslo 1"], tools.Invoked);
        Assert.Single(server.Requests);

        var step = Assert.Single(await first.Steps);
        var request = Assert.Single(step.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>());
        List<ChatMessage> answered = [question, .. step.Messages, new(ChatRole.User, [request.CreateResponse(isApproved, "Too many.")])];
        var told = await Told.ReadAsync(format.At(server).StreamText(answered, tools, Options));

        Assert.Null(told.Failure);
        Assert.Equal(isApproved ? 1 : 0, told.Parts.OfType<TripTools.PackToolResult>().Count());
        Assert.Equal(isApproved ? ["Oslo 1", "socks"] : ["Oslo 1"], tools.Invoked);

        // What all calls of an answer gave comes right after it, with nothing else.
        Assert.Equal(
            name == Format.OpenAI ? ["user", "assistant", "tool", "tool"] : ["user", "assistant", "user"],
            server.Requests[1].Body.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Equal(["call_1", "call_2"], format.CallsIn(server.Requests[1]).Select(call => call.Id));
        var results = format.ResultsIn(server.Requests[1]).ToDictionary(result => result.Id, result => result.Content, StringComparer.Ordinal);
        Assert.Equal(["call_1", "call_2"], results.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(isApproved ? "packed socks" : "The user did not approve of the call; it was not made. Too many.", results["call_1"], StringComparison.Ordinal);
        Assert.Contains("-3", results["call_2"], StringComparison.Ordinal);
    }
}
