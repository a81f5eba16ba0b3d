using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runnel.OpenAI.Tests.Harness;

/// <summary>Chunks of a streamed completion, as servers write them.</summary>
internal static class Chunk
{
    public const string Done = "data: [DONE]\n\n";

    public static string Role { get; } = Delta("""{"role":"assistant","content":""}""");

    /// <summary>What OpenAI sends last where <c>include_usage</c> is asked for: no choices.</summary>
    public static string Usage { get; } = Event(Head + """
        ,"choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,
        "prompt_tokens_details":{"cached_tokens":5,"audio_tokens":1},
        "completion_tokens_details":{"reasoning_tokens":3,"audio_tokens":2,"accepted_prediction_tokens":4,"rejected_prediction_tokens":6}}}
        """.ReplaceLineEndings(string.Empty));

    private const string Head =
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"gpt-test-2","service_tier":"default","system_fingerprint":"fp_1" """;

    public static string Text(string text) => Delta(new JsonObject { ["content"] = text }.ToJsonString());

    public static string Refusal(string text) => Delta(new JsonObject { ["refusal"] = text }.ToJsonString());

    public static string Call(int index, string? id, string? name, string? arguments)
    {
        var function = new JsonObject();
        if (name is not null)
        {
            function["name"] = name;
        }

        if (arguments is not null)
        {
            function["arguments"] = arguments;
        }

        var call = new JsonObject { ["index"] = index, ["type"] = "function", ["function"] = function };
        if (id is not null)
        {
            call["id"] = id;
        }

        return Delta(new JsonObject { ["tool_calls"] = new JsonArray(call) }.ToJsonString());
    }

    public static string Delta(string delta, string? finishReason = null) =>
        Event($$"""{{Head}},"choices":[{"index":0,"delta":{{delta}},"logprobs":null,"finish_reason":{{JsonSerializer.Serialize(finishReason)}}}],"usage":null}""");

    public static string Finish(string reason) => Delta("{}", reason);

    public static string Event(string data) => $"data: {data}\n\n";

    /// <summary>An answer of these chunks and <c>[DONE]</c>.</summary>
    public static Func<Exchange, Task> Answer(params string[] chunks) => async exchange =>
    {
        await exchange.BeginStreamAsync();
        foreach (var chunk in chunks)
        {
            await exchange.SendAsync(chunk);
        }

        await exchange.SendAsync(Done);
        await exchange.EndAsync();
    };
}
