using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.OpenAI.Responses;

/// <summary>The calls that a model makes.</summary>
internal static class Calls
{
    /// <summary>A call; one whose arguments are not a JSON object has its <see cref="FunctionCallContent.Exception"/> set, and no arguments.</summary>
    /// <param name="id">The call's id; one is made up where the server gives none.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">What the model wrote.</param>
    /// <param name="isCutOff">
    /// Whether the model stopped before its end. Only then are arguments that were not begun a mistake: servers leave out <c>{}</c>.
    /// </param>
    /// <exception cref="InvalidDataException">The call names no tool.</exception>
    public static FunctionCallContent Content(string? id, string? name, string arguments, bool isCutOff)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new InvalidDataException($"The server sent a tool call that names no tool; its id is '{id}', its arguments are: {arguments}");
        }

        var isEmpty = string.IsNullOrWhiteSpace(arguments) && !isCutOff;
        return FunctionCallContent.CreateFromParsedArguments(isEmpty ? "{}" : arguments, id ?? NewId(), name, Parse);
    }

    public static string NewId() => $"call_{Guid.NewGuid():N}";

    private static IDictionary<string, object?>? Parse(string json) =>
        (IDictionary<string, object?>?)JsonSerializer.Deserialize(json, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>)));
}
