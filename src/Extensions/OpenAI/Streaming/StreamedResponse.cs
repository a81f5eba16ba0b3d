using System.Text;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Responses;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Streaming;

/// <summary>A response that comes in chunks: each chunk becomes one update, and what spans several is put together here.</summary>
internal sealed class StreamedResponse(Sdk.ChatCompletionOptions options, bool requireFinishReason)
{
    private readonly ChatActivity activity = new();
    private readonly StreamedCalls calls = new();
    private StringBuilder? refusal;
    private Sdk.StreamingChatCompletionUpdate? last;
    private string? model;
    private ChatRole? role;
    private ChatFinishReason? finishReason;

    /// <summary>The chunk as an update.</summary>
    /// <exception cref="System.ClientModel.ClientResultException">The chunk is an error of the server's.</exception>
    public ChatResponseUpdate Add(Sdk.StreamingChatCompletionUpdate chunk)
    {
        ServerError.ThrowIfIn(chunk);
        activity.Describe(chunk.ServiceTier?.ToString(), chunk.SystemFingerprint);
        last = chunk;
        model ??= chunk.Model;
        role ??= chunk.Role is { } said ? Roles.From(said) : null;
        finishReason ??= chunk.FinishReason is { } reason ? FinishReasons.From(reason) : null;

        var contents = new List<AIContent>();
        AddContents(contents, chunk);
        calls.Add(chunk.ToolCallUpdates, contents);
        if (chunk.FinishReason is not null)
        {
            Complete(contents);
        }

        if (chunk.Usage is { } usage)
        {
            contents.Add(new UsageContent(Usage.From(usage)) { RawRepresentation = usage });
        }

        var update = Update(chunk, contents);
        update.RawRepresentation = chunk;
        return update;
    }

    /// <summary>What is left when the chunks have ended; mostly nothing.</summary>
    /// <exception cref="HttpIOException">They ended before the response did.</exception>
    public ChatResponseUpdate? End()
    {
        if (finishReason is null && requireFinishReason)
        {
            throw new HttpIOException(
                HttpRequestError.ResponseEnded, "The response ended without a finish reason: its connection was lost, or the server gave up.");
        }

        var contents = new List<AIContent>();
        Complete(contents);
        return contents.Count > 0 ? Update(last!, contents) : null;
    }

    private void AddContents(List<AIContent> contents, Sdk.StreamingChatCompletionUpdate chunk)
    {
        Contents.Add(contents, chunk.ContentUpdate);
        if (Reasoning.TryRead(chunk, out var reasoning))
        {
            contents.Add(new TextReasoningContent(reasoning));
        }

        if (chunk.OutputAudioUpdate is { AudioBytesUpdate: { } bytes } sound)
        {
            contents.Add(Contents.Sound(bytes, options, sound));
        }

        if (chunk.RefusalUpdate is { } text)
        {
            (refusal ??= new()).Append(text);
        }
    }

    private void Complete(List<AIContent> contents)
    {
        calls.Complete(contents, FinishReasons.IsCutOff(finishReason));
        if (refusal is not null)
        {
            contents.Add(Refusal.Content(refusal.ToString()));
            refusal = null;
        }
    }

    private ChatResponseUpdate Update(Sdk.StreamingChatCompletionUpdate chunk, List<AIContent> contents)
    {
        var input = calls.TakeInput();
        var update = input.Count > 0 ? new ToolInputUpdate(input) : new ChatResponseUpdate();
        update.Contents = contents;
        update.CreatedAt = chunk.CreatedAt;
        update.FinishReason = finishReason;
        update.MessageId = chunk.CompletionId;
        update.ModelId = model;
        update.ResponseId = chunk.CompletionId;
        update.Role = role;
        return update;
    }
}
