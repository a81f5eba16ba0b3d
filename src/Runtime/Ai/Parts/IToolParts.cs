using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Ai;

/// <summary>
/// Makes the parts of one tool and reads what they carry. Through variance a set's tools are one list: an
/// <c>IToolParts&lt;ITextStreamPart&lt;IHasTool&lt;TheTool&gt;&gt;&gt;</c> is an <c>IToolParts&lt;ITextStreamPart&lt;TheSet&gt;&gt;</c>.
/// </summary>
/// <typeparam name="TPart">What the parts are.</typeparam>
public interface IToolParts<out TPart>
{
    /// <summary>The tool's name as the model sees it; compared ordinally.</summary>
    string Name { get; }

    /// <summary>The type of the tool's arguments.</summary>
    Type ArgumentsType { get; }

    /// <summary>The JSON contract of the arguments, where they are generated.</summary>
    Func<JsonSerializerOptions, JsonTypeInfo>? CreateTypeInfo { get; }

    /// <summary>A call.</summary>
    /// <param name="toolCallId">The call's id.</param>
    /// <param name="arguments">Of the type that <see cref="ReadArguments"/> returns.</param>
    /// <exception cref="ArgumentException">The arguments are not of the tool's type.</exception>
    TPart Call(string toolCallId, object arguments);

    /// <summary>What a call returned.</summary>
    /// <param name="toolCallId">The call's id.</param>
    /// <param name="arguments">Of the type that <see cref="ReadArguments"/> returns.</param>
    /// <param name="output">Of the type that <see cref="ReadOutput"/> returns.</param>
    /// <exception cref="ArgumentException">The arguments or the output are not of the tool's type.</exception>
    TPart Result(string toolCallId, object arguments, object? output);

    /// <summary>How a call failed.</summary>
    /// <param name="toolCallId">The call's id.</param>
    /// <param name="arguments">Of the type that <see cref="ReadArguments"/> returns.</param>
    /// <param name="error">What went wrong.</param>
    /// <exception cref="ArgumentException">The arguments are not of the tool's type.</exception>
    TPart Error(string toolCallId, object arguments, TaskError error);

    /// <summary>Reads the tool's arguments from a part's input.</summary>
    /// <param name="input">The JSON.</param>
    /// <param name="options">Must know the arguments' type.</param>
    /// <exception cref="JsonException">The input does not fit the arguments; the message names the tool.</exception>
    object ReadArguments(JsonElement input, JsonSerializerOptions options);

    /// <summary>Reads what the tool returned from a part's output.</summary>
    /// <param name="output">The JSON.</param>
    /// <param name="options">Must know the output's type.</param>
    /// <exception cref="JsonException">The JSON does not fit the output; the message names the tool.</exception>
    object? ReadOutput(JsonElement output, JsonSerializerOptions options);
}
