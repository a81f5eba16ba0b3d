using System.Text.Json;
using Microsoft.Extensions.AI;
using static Runnel.Tools.Tests.Text.ScriptedModel;

namespace Runnel.Tools.Tests.Text;

/// <summary>Calls that somebody has to approve of: shown, asked for, and made when the conversation goes on.</summary>
public sealed class ApprovalTests
{
    private readonly SlowTools tools = new();

    private StreamTextOptions Options => new() { MaxSteps = 5, Replacing = [new ApprovalRequiredAIFunction(tools.NextTool)] };

    [Fact]
    public async Task Call_IsShownAndAskedFor_AndTheWritingEnds()
    {
        var model = Of([Call("a", "next", ("number", 1))]);

        var parts = await model.StreamText("?", tools, Options).FullStream.ToListAsync();

        Assert.Equal(
            [nameof(StreamStart), nameof(StepStart), nameof(SlowTools.NextToolCall), nameof(ToolApprovalRequest), nameof(StepFinish), nameof(FinishPart)],
            parts.Select(part => part.GetType().Name));
        var request = parts.OfType<ToolApprovalRequest>().Single();
        Assert.Equal(("approve-a", "a", "next", 1), (request.ApprovalId, request.ToolCall.ToolCallId, request.ToolCall.ToolName, request.ToolCall.Input.GetProperty("number").GetInt32()));
        Assert.Single(model.Asked);
    }

    [Fact]
    public async Task ApprovedCall_IsMade_BeforeTheModelIsAsked()
    {
        var asked = await AskAsync(approved: true);
        var model = Of([new TextContent("Two.")]);

        var parts = await model.StreamText(asked, tools, Options).FullStream.ToListAsync();

        Assert.Equal(
            [nameof(StreamStart), nameof(StepStart), nameof(SlowTools.NextToolResult), nameof(TextStart), nameof(TextDelta), nameof(TextEnd), nameof(StepFinish), nameof(FinishPart)],
            parts.Select(part => part.GetType().Name));
        Assert.Equal(["user", "assistant", "tool"], model.Asked[0].Select(message => message.Role.Value));
        Assert.IsType<FunctionCallContent>(Assert.Single(model.Asked[0][1].Contents));
        Assert.Equal(2, ((JsonElement)Assert.IsType<FunctionResultContent>(Assert.Single(model.Asked[0][2].Contents)).Result!).GetInt32());
    }

    [Theory]
    [InlineData(false, null, "The user did not approve of the call; it was not made.")]
    [InlineData(false, "Too much.", "The user did not approve of the call; it was not made. Too much.")]
    [InlineData(null, null, "Nobody has approved of the call; it was not made.")]
    public async Task CallThatIsNotApproved_IsNotMade_AndTheModelIsTold(bool? approved, string? reason, string told)
    {
        var asked = await AskAsync(approved, reason);
        var model = Of([new TextContent("Well.")]);

        var parts = await model.StreamText(asked, tools, Options).FullStream.ToListAsync();

        Assert.Empty(parts.OfType<IToolResult>());
        Assert.Equal(told, model.Asked[0].SelectMany(message => message.Contents).OfType<FunctionResultContent>().Single().Result);
    }

    [Fact]
    public async Task ApprovalStandsBesideOtherCalls_WhoseResultsAreInOneMessage()
    {
        var first = Of([Call("a", "work", ("number", 1)), Call("b", "next", ("number", 5)), Call("c", "next", ("number", 7))]);
        tools.Ends.GetOrAdd(1, _ => new()).SetResult();
        var step = (await first.StreamText("?", tools, Options).Steps).Single();
        var requests = step.Messages[0].Contents.OfType<ToolApprovalRequestContent>().ToList();
        var model = Of([new TextContent("ok")]);

        await model.StreamText(
            [new ChatMessage(ChatRole.User, "?"), .. step.Messages, new ChatMessage(ChatRole.User, [requests[1].CreateResponse(true), requests[0].CreateResponse(false)])], tools, Options).Text;

        Assert.Equal(["user", "assistant", "tool"], model.Asked[0].Select(message => message.Role.Value));
        Assert.Equal(["a", "b", "c"], model.Asked[0][1].Contents.Cast<FunctionCallContent>().Select(call => call.CallId));
        Assert.Equal(["a", "b", "c"], model.Asked[0][2].Contents.Cast<FunctionResultContent>().Select(result => result.CallId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SettledApproval_IsNotMadeAgain_WhenTheConversationGoesOn()
    {
        var asked = await AskAsync(approved: true);
        var steps = await Of([new TextContent("Two.")]).StreamText(asked, tools, Options).Steps;
        var model = Of([new TextContent("Three?")]);

        // The first step's messages have the result: with it in the history, the call is not made again.
        var parts = await model.StreamText([.. asked, .. steps[0].Messages, new ChatMessage(ChatRole.User, "And now?")], tools, Options).FullStream.ToListAsync();

        Assert.Empty(parts.OfType<IToolResult>());
    }

    [Fact]
    public async Task ApprovedCallOfAToolThatIsOnlyDeclared_IsNotMade()
    {
        var declared = AIFunctionFactory.Create((int number) => number, "elsewhere").AsDeclarationOnly();
        var request = new ToolApprovalRequestContent("r", Call("a", "elsewhere", ("number", 1)));
        var model = Of([new TextContent("Well.")]);

        await model.StreamText(
            [new ChatMessage(ChatRole.Assistant, [request]), new ChatMessage(ChatRole.User, [request.CreateResponse(true)])], tools, new() { AdditionalTools = [declared] }).Text;

        Assert.Equal("The tool 'elsewhere' is only declared here: nothing can call it.", model.Asked[0].SelectMany(message => message.Contents).OfType<FunctionResultContent>().Single().Result);
    }

    [Fact]
    public void AnswerToNoRequest_IsRefused()
    {
        var stray = new ToolApprovalRequestContent("approve-x", Call("x", "next", ("number", 1))).CreateResponse(true);

        var failure = Assert.Throws<ArgumentException>(() => Of().StreamText([new ChatMessage(ChatRole.User, [stray])], tools, Options));

        Assert.StartsWith("The conversation answers the approval request 'approve-x', but has no such request.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestOfTheProvidersOwnTool_IsShown_AndEndsTheWriting()
    {
        var call = new McpServerToolCallContent("m", "delete_page", "wiki") { Arguments = new Dictionary<string, object?> { ["id"] = 7 } };
        var model = Of([new ToolApprovalRequestContent("r", call)]);

        var parts = await model.StreamText("?", tools, Options).FullStream.ToListAsync();

        var request = parts.OfType<ToolApprovalRequest>().Single();
        Assert.Equal(("r", "delete_page", 7), (request.ApprovalId, request.ToolCall.ToolName, request.ToolCall.Input.GetProperty("id").GetInt32()));
        Assert.Single(model.Asked);
    }

    private async Task<List<ChatMessage>> AskAsync(bool? approved, string? reason = null)
    {
        var question = new ChatMessage(ChatRole.User, "?");
        var step = (await Of([Call("a", "next", ("number", 1))]).StreamText([question], tools, Options).Steps).Single();
        var request = Assert.IsType<ToolApprovalRequestContent>(Assert.Single(Assert.Single(step.Messages).Contents));
        return approved is { } answer ? [question, .. step.Messages, new ChatMessage(ChatRole.User, [request.CreateResponse(answer, reason)])] : [question, .. step.Messages, new ChatMessage(ChatRole.User, "?!")];
    }
}
