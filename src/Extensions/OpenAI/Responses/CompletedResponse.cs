using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Responses;

/// <summary>A response that came in one piece.</summary>
internal static class CompletedResponse
{
    public static ChatResponse From(Sdk.ChatCompletion completion, Sdk.ChatCompletionOptions options)
    {
        new ChatActivity().Describe(completion.ServiceTier?.ToString(), completion.SystemFingerprint);
        var finishReason = FinishReasons.From(completion.FinishReason);
        var message = new ChatMessage
        {
            CreatedAt = completion.CreatedAt,
            MessageId = completion.Id,
            RawRepresentation = completion,
            Role = Roles.From(completion.Role),
        };
        AddContents(message.Contents, completion, options, FinishReasons.IsCutOff(finishReason));
        return new ChatResponse(message)
        {
            CreatedAt = completion.CreatedAt,
            FinishReason = finishReason,
            ModelId = completion.Model,
            RawRepresentation = completion,
            ResponseId = completion.Id,
            Usage = completion.Usage is { } usage ? Usage.From(usage) : null,
        };
    }

    private static void AddContents(IList<AIContent> contents, Sdk.ChatCompletion completion, Sdk.ChatCompletionOptions options, bool isCutOff)
    {
        Contents.Add(contents, completion.Content);
        if (Reasoning.TryRead(completion, out var reasoning))
        {
            contents.Add(new TextReasoningContent(reasoning));
        }

        if (completion.OutputAudio is { } sound)
        {
            contents.Add(Contents.Sound(sound.AudioBytes, options, sound));
        }

        foreach (var call in completion.ToolCalls)
        {
            var content = Calls.Content(call.Id, call.FunctionName, call.FunctionArguments.ToString(), isCutOff);
            content.RawRepresentation = call;
            contents.Add(content);
        }

        if (completion.Refusal is { } refusal)
        {
            contents.Add(Refusal.Content(refusal));
        }

        AddCitations(contents, completion.Annotations);
    }

    // They belong to the message, which has no place for them: the first text does.
    private static void AddCitations(IList<AIContent> contents, IReadOnlyList<Sdk.ChatMessageAnnotation> citations)
    {
        if (citations is not { Count: > 0 })
        {
            return;
        }

        var text = contents.OfType<TextContent>().FirstOrDefault();
        if (text is null)
        {
            text = new TextContent(null);
            contents.Add(text);
        }

        text.Annotations = [.. citations.Select(citation => new CitationAnnotation
        {
            AnnotatedRegions = [new TextSpanAnnotatedRegion { StartIndex = citation.StartIndex, EndIndex = citation.EndIndex }],
            RawRepresentation = citation,
            Title = citation.WebResourceTitle,
            Url = citation.WebResourceUri,
        })];
    }
}
