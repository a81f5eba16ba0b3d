using System.Text.Json;
using System.Text.Json.Serialization;

namespace Runnel.Ai;

/// <summary>A model's answer, as the log keeps it.</summary>
/// <param name="Answer">A chat response as JSON, as Microsoft.Extensions.AI writes it.</param>
/// <param name="Next">Names the step after it.</param>
/// <param name="Invalid">By the ids of calls that could not be made: why.</param>
/// <param name="Writing">Which of the execution's writings it is of, by their order, from 1.</param>
/// <param name="Request">With what the model was asked; only of a writing's first step.</param>
internal sealed record AnswerMemo(JsonElement Answer, string Next, IReadOnlyDictionary<string, string>? Invalid, int Writing, RequestDigest? Request);

/// <summary>What a call of a tool came to, as the log keeps it.</summary>
/// <param name="Form">What <paramref name="Value"/> is.</param>
/// <param name="Value">What the tool gave.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record ResultMemo(ResultForm Form, JsonElement? Value, TaskError? Error);

/// <summary>What a tool gave, so that the model is told in the same way again.</summary>
internal enum ResultForm
{
    /// <summary>JSON, as most tools give.</summary>
    Json,

    /// <summary>A text.</summary>
    Text,

    /// <summary>What the tool's own output type is, where chat clients have a way of their own to show it.</summary>
    Output,

    /// <summary>Content of a tool whose type is not known here.</summary>
    Content,

    /// <summary>Several of them.</summary>
    Contents,
}

/// <summary>The JSON of the memos.</summary>
// Deeper than what a model may give: it stands inside an answer.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 128, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AnswerMemo))]
[JsonSerializable(typeof(ResultMemo))]
internal sealed partial class MemoBodies : JsonSerializerContext;
