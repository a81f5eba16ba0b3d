using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.Execution;
using Runnel.Json;

namespace Runnel.Ai;

/// <summary>What the log of a run keeps of one step: the model's answer, and what its calls came to.</summary>
/// <param name="run">The run.</param>
/// <param name="name">The step's name in the log.</param>
/// <param name="writing">Which of the execution's writings it is of.</param>
/// <param name="request">With what the model is asked; only of a first step.</param>
/// <param name="unused">A first step that the log has of an earlier execution, asked with something else.</param>
internal sealed class StepMemos(AmbientRun run, string name, int writing, RequestDigest? request, string? unused)
{
    private readonly Dictionary<string, int> calls = new(StringComparer.Ordinal);
    private AnswerMemo? memo;

    /// <summary>Names the step after it, without what is before all; null where this one could not be kept.</summary>
    public string? Next => memo?.Next;

    /// <summary>Why a call of the answer could not be made; null where it could.</summary>
    public string? ProblemOf(string callId) => memo?.Invalid?.GetValueOrDefault(callId);

    /// <summary>The model's answer, where an earlier execution has it.</summary>
    public ChatResponse? Find()
    {
        if (!run.Steps.TryGet(name, out var json))
        {
            return null;
        }

        try
        {
            var kept = json.Deserialize(MemoBodies.Default.AnswerMemo)!;
            var answer = (ChatResponse)kept.Answer.Deserialize(AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse)))!;
            memo = kept;
            return answer;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            run.Steps.Warn($"StreamText: the model is asked again, since what it answered an earlier execution cannot be read. {exception.Message}");
            return null;
        }
    }

    /// <summary>Keeps the model's answer, for later executions.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="invalid">By the ids of calls that cannot be made: why.</param>
    public async ValueTask KeepAsync(ChatResponse answer, IReadOnlyDictionary<string, string> invalid)
    {
        try
        {
            if (answer.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().FirstOrDefault(error => error.ErrorCode != Refusal.Code) is { } error)
            {
                throw new NotSupportedException($"The answer has an error in it: {error.Message}");
            }

            var json = JsonSerializer.SerializeToElement(answer, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse)));
            var body = new AnswerMemo(json, RequestDigest.Of(name, json.GetRawText()), invalid.Count > 0 ? invalid : null, writing, request);
            await run.Steps.KeepAsync(name, JsonSerializer.SerializeToElement(body, MemoBodies.Default.AnswerMemo), "The model's answer").ConfigureAwait(false);
            memo = body;
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or InvalidOperationException)
        {
            run.Steps.Warn($"StreamText: the steps from here on are not kept for a later execution. {exception.Message}");
        }

        WarnOfUnused();
    }

    /// <summary>Where the log keeps what a call comes to: the k-th of its tool with its arguments, whatever its id.</summary>
    public CallMemo CallOf(string toolName, JsonElement input)
    {
        var call = $"{name}/{PayloadHash.Of(toolName, JsonMarshal.GetRawUtf8Value(input).ToArray())}";
        lock (calls)
        {
            var number = calls[call] = calls.GetValueOrDefault(call) + 1;
            return new CallMemo(run, FormattableString.Invariant($"{call}/{number}"), toolName);
        }
    }

    // Not before the model has answered: until then another writing may have found what looked unused.
    private void WarnOfUnused()
    {
        if (unused is null || run.Steps.IsRecalled(unused) || run.Steps.Earlier[unused].Deserialize(MemoBodies.Default.AnswerMemo) is not { Request: { } earlier })
        {
            return;
        }

        run.Steps.Warn(
            $"StreamText: the model was asked again for what an earlier execution had finished, because {request!.Difference(earlier)} changed. " +
            "What must stay the same, such as the time of day in a prompt, can be kept by TaskContext.OnceAsync.");
    }
}
