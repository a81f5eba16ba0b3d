using Microsoft.Extensions.AI;
using Runnel.OpenAI.Responses;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Streaming;

/// <summary>
/// The calls of a response, put together from their pieces, which may come in any order between the calls. Nothing in the format says that a call
/// is complete before the response is; it is taken to be when its arguments are a whole JSON object and the server has turned to something else.
/// </summary>
internal sealed class StreamedCalls
{
    private readonly List<StreamedCall> calls = [];
    private List<ITextStreamPart<IToolSet>> input = [];

    /// <summary>Adds the pieces of one chunk, and to the contents the calls that it shows to be complete.</summary>
    public void Add(IReadOnlyList<Sdk.StreamingChatToolCallUpdate> pieces, List<AIContent> contents)
    {
        foreach (var piece in pieces)
        {
            var call = Find(piece);
            foreach (var other in calls)
            {
                if (other != call && other is { IsComplete: false, IsWhole: true })
                {
                    contents.Add(other.Complete(isCutOff: false, input));
                }
            }

            call.Add(piece, input);
        }
    }

    /// <summary>Adds the calls that were not complete yet; the response is.</summary>
    public void Complete(List<AIContent> contents, bool isCutOff)
    {
        foreach (var call in calls)
        {
            if (!call.IsComplete)
            {
                contents.Add(call.Complete(isCutOff, input));
            }
        }
    }

    /// <summary>What was shown of inputs since it was last taken.</summary>
    public IReadOnlyList<ITextStreamPart<IToolSet>> TakeInput()
    {
        if (input.Count == 0)
        {
            return [];
        }

        var taken = input;
        input = [];
        return taken;
    }

    // Some servers give all calls the index 0: a piece with another id that names a tool begins another call. (Others give every piece an id of its own.)
    private StreamedCall Find(Sdk.StreamingChatToolCallUpdate piece)
    {
        var call = calls.FindLast(call => call.Index == piece.Index);
        if (call is null || (call.Name is not null && piece is { FunctionName.Length: > 0, ToolCallId.Length: > 0 } && call.Id != piece.ToolCallId))
        {
            call = new StreamedCall(piece.Index);
            calls.Add(call);
        }

        return call;
    }
}
