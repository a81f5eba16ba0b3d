using System.Diagnostics.CodeAnalysis;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Responses;

/// <summary>
/// The model's reasoning. OpenAI itself keeps it from chat completions; servers that speak the format have it in a field that the OpenAI package
/// does not know: <c>reasoning_content</c> (DeepSeek, vLLM, llama.cpp) or <c>reasoning</c> (OpenRouter, Ollama, newer vLLM).
/// </summary>
internal static class Reasoning
{
    public static bool TryRead(Sdk.StreamingChatCompletionUpdate chunk, [NotNullWhen(true)] out string? text) =>
        (chunk.Patch.TryGetValue("$.choices[0].delta.reasoning_content"u8, out text) && text is not null)
        || (chunk.Patch.TryGetValue("$.choices[0].delta.reasoning"u8, out text) && text is not null);

    public static bool TryRead(Sdk.ChatCompletion completion, [NotNullWhen(true)] out string? text) =>
        (completion.Patch.TryGetValue("$.choices[0].message.reasoning_content"u8, out text) && text is not null)
        || (completion.Patch.TryGetValue("$.choices[0].message.reasoning"u8, out text) && text is not null);
}
