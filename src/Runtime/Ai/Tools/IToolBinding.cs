using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>A function whose arguments can be bound before it is called.</summary>
internal interface IToolBinding
{
    /// <summary>Whose JSON binds.</summary>
    JsonSerializerOptions Options { get; }

    /// <summary>Whether a call from here is a child of the run whose code calls, which a later execution joins.</summary>
    bool IsChild { get; }

    /// <summary>Binds what a model gave.</summary>
    /// <exception cref="ToolArgumentException">It does not fit; the message is for the model.</exception>
    object Bind(AIFunctionArguments arguments);

    /// <summary>Calls the tool with what was bound.</summary>
    ValueTask<object?> CallAsync(object bound, string? toolCallId, CancellationToken cancellationToken);
}
