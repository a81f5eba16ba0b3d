using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.Ai;

namespace Runnel;

/// <summary>
/// A call waits for somebody's approval, and the writing ends. Go on with the messages of its steps and after them, from the user, a
/// <see cref="ToolApprovalResponseContent"/>: the call is made then, or the model told that it was not.
/// </summary>
/// <param name="ApprovalId">What the answer refers to.</param>
/// <param name="ToolCall">The call; where its tool is one of the set, its typed part came before.</param>
public sealed record ToolApprovalRequest(string ApprovalId, DynamicToolCall ToolCall) : ITextStreamPart<IToolSet>
{
    // Of a tool that the provider calls, not we.
    internal static ToolApprovalRequest Of(ToolApprovalRequestContent request) => new(
        request.RequestId,
        request.ToolCall is McpServerToolCallContent { Name: var name, Arguments: var arguments }
            ? new DynamicToolCall(request.ToolCall.CallId, name, JsonSerializer.SerializeToElement(
                arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal), AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>))))
            : new DynamicToolCall(request.ToolCall.CallId, request.ToolCall.GetType().Name, JsonElement.Parse("{}"u8)));
}
