using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>The approvals in a conversation: calls that somebody had to approve of, and what was answered.</summary>
internal sealed class Approvals
{
    private readonly List<(FunctionCallContent Call, ChatMessage Results)> approved = [];
    private readonly List<AIContent> settled = [];

    private Approvals(List<ChatMessage> messages) => Messages = messages;

    /// <summary>The conversation as the model is to see it: calls in place of requests, and results in place of answers.</summary>
    public List<ChatMessage> Messages { get; }

    /// <summary>The calls that are to be made before the model is asked.</summary>
    public IEnumerable<FunctionCallContent> Approved => approved.Select(call => call.Call);

    /// <summary>What the answers came to, for the caller's own history: with it there, no call is made twice.</summary>
    public IReadOnlyList<ChatMessage> Settled => settled.Count > 0 ? [new ChatMessage(ChatRole.Tool, [.. settled])] : [];

    /// <summary>Reads a conversation.</summary>
    /// <exception cref="ArgumentException">An answer is to no request.</exception>
    public static Approvals Of(IEnumerable<ChatMessage> messages)
    {
        var all = messages.ToList();
        var contents = all.SelectMany(message => message.Contents).ToList();
        var answers = contents.OfType<ToolApprovalResponseContent>().Where(IsOurs).ToLookup(answer => answer.RequestId, StringComparer.Ordinal);
        var requests = contents.OfType<ToolApprovalRequestContent>().Where(IsOurs).Select(request => request.RequestId).ToHashSet(StringComparer.Ordinal);
        if (answers.FirstOrDefault(answer => !requests.Contains(answer.Key)) is { } stray)
        {
            throw new ArgumentException(
                $"The conversation answers the approval request '{stray.Key}', but has no such request. Put the messages of the step that asked before the answer.", nameof(messages));
        }

        if (requests.Count == 0)
        {
            return new Approvals(all);
        }

        var approvals = new Approvals([]);
        var results = contents.OfType<FunctionResultContent>().Select(result => result.CallId).ToHashSet(StringComparer.Ordinal);
        foreach (var message in all)
        {
            approvals.Add(message);
            approvals.Settle(message.Contents.OfType<ToolApprovalRequestContent>().Where(request => IsOurs(request) && !results.Contains(request.ToolCall.CallId)), answers);
        }

        return approvals;
    }

    /// <summary>Adds what the approved calls gave to the conversation.</summary>
    public void Add(IEnumerable<FunctionResultContent> results)
    {
        foreach (var result in results)
        {
            approved.Find(call => call.Call.CallId == result.CallId).Results.Contents.Add(result);
            settled.Add(result);
        }
    }

    // Whoever asks goes on with their own messages: these are copies where they differ.
    private void Add(ChatMessage message)
    {
        List<AIContent> contents =
        [
            .. message.Contents
                .Where(content => content is not ToolApprovalResponseContent answer || !IsOurs(answer))
                .Select(content => content is ToolApprovalRequestContent request && IsOurs(request) ? request.ToolCall : content),
        ];
        if (contents.Count == 0 && message.Contents.Count > 0)
        {
            return;
        }

        // A model that is told of some calls of an answer is told of all, in one message.
        if (message.Role == ChatRole.Tool && Messages is [.., { } last] && last.Role == ChatRole.Tool)
        {
            contents.ForEach(last.Contents.Add);
            return;
        }

        var copy = message.Clone();
        copy.Contents = contents;
        Messages.Add(copy);
    }

    private void Settle(IEnumerable<ToolApprovalRequestContent> open, ILookup<string, ToolApprovalResponseContent> answers)
    {
        ChatMessage? results = null;
        foreach (var request in open)
        {
            if (results is null)
            {
                Messages.Add(results = new ChatMessage(ChatRole.Tool, new List<AIContent>()));
            }

            var answer = answers[request.RequestId].LastOrDefault();
            if (answer is { Approved: true })
            {
                approved.Add(((FunctionCallContent)request.ToolCall, results));
                continue;
            }

            var said = answer is null ? "Nobody has approved of the call; it was not made." : $"The user did not approve of the call; it was not made. {answer.Reason}".TrimEnd();
            var refusal = new FunctionResultContent(request.ToolCall.CallId, said);
            results.Contents.Add(refusal);
            settled.Add(refusal);
        }
    }

    private static bool IsOurs(ToolApprovalRequestContent request) => request.ToolCall is FunctionCallContent;

    private static bool IsOurs(ToolApprovalResponseContent answer) => answer.ToolCall is FunctionCallContent;
}
