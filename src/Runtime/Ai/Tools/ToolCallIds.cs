using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace Runnel;

/// <summary>Tells a tool which of the model's calls it answers: the run of a tool task has the call's id as a tag.</summary>
public static class ToolCallIds
{
    // The name that OpenTelemetry's conventions for generative AI give it (gen_ai, "execute_tool" spans).
    private const string ActivityTag = "gen_ai.tool.call.id";

    private static readonly object Key = new();

    /// <summary>Sets the id of the call that the arguments belong to.</summary>
    /// <param name="arguments">The arguments of one call.</param>
    /// <param name="toolCallId">The id that the model gave to the call.</param>
    public static void SetToolCallId(this AIFunctionArguments arguments, string toolCallId)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(toolCallId);
        arguments.Context ??= new Dictionary<object, object?>();
        arguments.Context[Key] = toolCallId;
    }

    /// <summary>
    /// The id of the call that the arguments belong to: as it was set, or else as the current activity has it, which a chat client that traces its calls
    /// starts for each. <see langword="null"/> where neither knows.
    /// </summary>
    public static string? GetToolCallId(this AIFunctionArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.Context?.TryGetValue(Key, out var id) is true ? id as string : Activity.Current?.GetTagItem(ActivityTag) as string;
    }
}
