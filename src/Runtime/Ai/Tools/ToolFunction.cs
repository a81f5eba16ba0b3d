using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.Clients;

namespace Runnel.Ai;

/// <summary>A tool as a function that a model calls, over any chat client.</summary>
/// <typeparam name="TArguments">What the model gives.</typeparam>
/// <typeparam name="TOutput">What the model receives.</typeparam>
public abstract class ToolFunction<TArguments, TOutput> : AIFunction, IToolBinding
    where TArguments : notnull
{
    // The OpenAI adapter reads "strict", Anthropic's "Strict".
    private static readonly Dictionary<string, object?> StrictProperties = new(StringComparer.Ordinal) { ["strict"] = true, ["Strict"] = true };

    private readonly ToolDeclaration<TArguments> declaration;
    private ToolInput<TArguments>? input;

    private protected ToolFunction(ToolDeclaration<TArguments> declaration, RunConnection? connection)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        this.declaration = declaration;
        Connection = connection;
    }

    /// <inheritdoc/>
    public override string Name => declaration.Name;

    /// <inheritdoc/>
    public override string Description => declaration.Description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Input.Schema;

    /// <inheritdoc/>
    public override JsonElement? ReturnJsonSchema => typeof(TOutput) == typeof(NoOutput) ? null : Input.OutputSchema(typeof(TOutput));

    /// <inheritdoc/>
    public override JsonSerializerOptions JsonSerializerOptions => Input.Options;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> AdditionalProperties => declaration.IsStrict ? StrictProperties : base.AdditionalProperties;

    /// <summary>The way to the runs; <see langword="null"/> where no host's services made the function.</summary>
    protected RunConnection? Connection { get; }

    private protected static bool IsContent { get; } =
        typeof(AIContent).IsAssignableFrom(typeof(TOutput)) || typeof(IEnumerable<AIContent>).IsAssignableFrom(typeof(TOutput));

    JsonSerializerOptions IToolBinding.Options => Input.Options;

    bool IToolBinding.IsChild => IsChild;

    private protected virtual bool IsChild => false;

    private ToolInput<TArguments> Input => input ??= declaration.InputOf(Connection);

    /// <inheritdoc/>
    /// <returns>What the tool gave, as a <see cref="JsonElement"/>; a text for the model where what it gave does not fit.</returns>
    protected sealed override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        try
        {
            var bound = Input.Bind(arguments);
            return await CallAsync(bound, arguments.GetToolCallId(), cancellationToken).ConfigureAwait(false);
        }
        catch (ToolArgumentException exception)
        {
            return exception.Message;
        }
    }

    object IToolBinding.Bind(AIFunctionArguments arguments) => Input.Bind(arguments);

    ValueTask<object?> IToolBinding.CallAsync(object bound, string? toolCallId, CancellationToken cancellationToken) =>
        CallAsync((TArguments)bound, toolCallId, cancellationToken);

    private protected abstract ValueTask<object?> CallAsync(TArguments arguments, string? toolCallId, CancellationToken cancellationToken);
}
