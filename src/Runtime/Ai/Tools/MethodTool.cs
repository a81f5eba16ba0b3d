using Microsoft.Extensions.AI;
using Runnel.Clients;

namespace Runnel.Ai;

/// <summary>How a <c>[Tool]</c> method is called, and how the parts of its calls are made; filled in by generated code.</summary>
/// <typeparam name="TTools">The set.</typeparam>
/// <typeparam name="TArguments">What the method is given.</typeparam>
/// <typeparam name="TOutput">What it gives.</typeparam>
/// <param name="declaration">What a model is shown of it.</param>
/// <param name="invoke">Calls the method.</param>
/// <param name="call">Makes the part of a call.</param>
/// <param name="result">Makes the part of a call's result.</param>
/// <param name="error">Makes the part of a call that failed.</param>
public sealed class MethodTool<TTools, TArguments, TOutput>(
    ToolDeclaration<TArguments> declaration,
    Func<TTools, TArguments, CancellationToken, ValueTask<TOutput>> invoke,
    Func<string, TArguments, ITextStreamPart<TTools>> call,
    Func<string, TArguments, TOutput, ITextStreamPart<TTools>> result,
    Func<string, TArguments, TaskError, ITextStreamPart<TTools>> error)
    : ToolParts<ITextStreamPart<TTools>, TArguments, TOutput>(declaration, call, result, error)
    where TTools : class, IToolSet
    where TArguments : notnull
{
    /// <summary>The function of one set.</summary>
    /// <param name="tools">The set.</param>
    /// <param name="connection">Whose JSON options bind the arguments; without one, options of its own do.</param>
    public AIFunction Bind(TTools tools, RunConnection? connection) => new MethodToolFunction<TTools, TArguments, TOutput>(Declaration, invoke, tools, connection);
}
