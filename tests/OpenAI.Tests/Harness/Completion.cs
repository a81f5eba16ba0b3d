using System.Text.Json;

namespace Runnel.OpenAI.Tests.Harness;

/// <summary>Completions that come in one piece, as servers write them.</summary>
internal static class Completion
{
    public static string Text { get; } = Of("""{"role":"assistant","content":"Hello","refusal":null}""");

    public static string Of(string message, string finishReason = "stop") => $$$"""
        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"gpt-test-2","service_tier":"default","system_fingerprint":"fp_1",
        "choices":[{"index":0,"message":{{{message}}},"logprobs":null,"finish_reason":{{{JsonSerializer.Serialize(finishReason)}}} }],
        "usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,"prompt_tokens_details":{"cached_tokens":5,"audio_tokens":0},
        "completion_tokens_details":{"reasoning_tokens":3,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0} }}
        """;
}
