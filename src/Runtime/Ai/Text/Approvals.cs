using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>The approvals in a conversation: calls that somebody had to approve of, and what was answered.</summary>
internal sealed class Approvals
{
    private readonly List<(FunctionCallContent Call, ChatMessage Results)> approved = [];

    private Approvals(List<ChatMessage> messages) => Messages = messages;

    /// <summary>The conversation as the model is to see it: calls in place of requests, and results in place of answers.</summary>
    public List<ChatMessage> Messages { get; }

    /// <summary>The calls that are to be made before the model is asked.</summary>
    public IEnumerable<FunctionCallContent> Approved => approved.Select(call => call.Call);

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

        var approvals = new Approvals(all);
        if (requests.Count > 0)
        {
            var results = contents.OfType<FunctionResultContent>().Select(result => result.CallId).ToHashSet(StringComparer.Ordinal);
            approvals.Settle(answers, results);
        }

        return approvals;
    }

    /// <summary>Adds what the approved calls gave to the conversation.</summary>
    public void Add(IEnumerable<FunctionResultContent> results)
    {
        foreach (var result in results)
        {
            approved.Find(call => call.Call.CallId == result.CallId).Results.Contents.Add(result);
        }
    }

    // Whoever adds to the conversation goes on with their own messages: these are copies where they differ.
    private void Settle(ILookup<string, ToolApprovalResponseContent> answers, HashSet<string> results)
    {
        for (var index = 0; index < Messages.Count; index++)
        {
            var message = Messages[index];
            if (message.Contents.Any(content => content is ToolApprovalResponseContent answer && IsOurs(answer)))
            {
                var left = message.Contents.Where(content => content is not ToolApprovalResponseContent answer || !IsOurs(answer)).ToList();
                Messages[index] = WithContents(message, left);
            }

            if (message.Contents.OfType<ToolApprovalRequestContent>().Where(IsOurs).ToList() is { Count: > 0 } requests)
            {
                Messages[index] = WithContents(message, [.. message.Contents.Select(content => content is ToolApprovalRequestContent request && IsOurs(request) ? request.ToolCall : content)]);
                Settle([.. requests.Where(request => !results.Contains(request.ToolCall.CallId))], answers, index + 1);
            }
        }

        Messages.RemoveAll(message => message.Contents.Count == 0);
    }

    // A model that is told of some calls of an answer is told of all, in one message.
    private void Settle(List<ToolApprovalRequestContent> open, ILookup<string, ToolApprovalResponseContent> answers, int index)
    {
        if (open.Count == 0)
        {
            return;
        }

        var results = index < Messages.Count && Messages[index].Role == ChatRole.Tool ? WithContents(Messages[index], [.. Messages[index].Contents]) : null;
        if (results is not null)
        {
            Messages[index] = results;
        }
        else
        {
            Messages.Insert(index, results = new ChatMessage(ChatRole.Tool, new List<AIContent>()));
        }

        foreach (var request in open)
        {
            var answer = answers[request.RequestId].LastOrDefault();
            if (answer is { Approved: true })
            {
                approved.Add(((FunctionCallContent)request.ToolCall, results));
            }
            else
            {
                var reason = answer switch
                {
                    null => "Nobody has approved of the call; it was not made.",
                    { Reason: { Length: > 0 } given } => $"The user did not approve of the call; it was not made. {given}",
                    _ => "The user did not approve of the call; it was not made.",
                };
                results.Contents.Add(new FunctionResultContent(request.ToolCall.CallId, reason));
            }
        }
    }

    private static bool IsOurs(ToolApprovalRequestContent request) => request.ToolCall is FunctionCallContent;

    private static bool IsOurs(ToolApprovalResponseContent answer) => answer.ToolCall is FunctionCallContent;

    private static ChatMessage WithContents(ChatMessage message, IList<AIContent> contents)
    {
        var copy = message.Clone();
        copy.Contents = contents;
        return copy;
    }
}
