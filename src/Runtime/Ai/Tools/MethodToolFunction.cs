using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Clients;

namespace Runnel.Ai;

/// <summary>A <c>[Tool]</c> method as a function that a model calls: in the caller's process, at once.</summary>
internal sealed class MethodToolFunction<TTools, TArguments, TOutput>(
    ToolDeclaration<TArguments> declaration, Func<TTools, TArguments, CancellationToken, ValueTask<TOutput>> invoke, TTools tools, RunConnection? connection)
    : ToolFunction<TArguments, TOutput>(declaration, connection)
    where TArguments : notnull
{
    private protected override async ValueTask<object?> CallAsync(TArguments arguments, string? toolCallId, CancellationToken cancellationToken)
    {
        var output = await invoke(tools, arguments, cancellationToken).ConfigureAwait(false);
        if (typeof(TOutput) == typeof(NoOutput))
        {
            return null;
        }

        return IsContent ? output : JsonSerializer.SerializeToElement(output, (JsonTypeInfo<TOutput>)JsonSerializerOptions.GetTypeInfo(typeof(TOutput)));
    }
}
