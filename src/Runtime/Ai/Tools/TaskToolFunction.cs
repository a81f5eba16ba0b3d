using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.Clients;
using Runnel.Definitions;
using Runnel.Log;

namespace Runnel.Ai;

/// <summary>
/// A task as a function that a model calls: each call is a run, a child of the run whose task's code calls, and else one of its own. Whoever gives the call up
/// cancels the run. Generated functions derive from it.
/// </summary>
/// <typeparam name="TPayload">The task's payload, which is what the model gives.</typeparam>
/// <typeparam name="TOutput">The task's output, which is what the model receives.</typeparam>
/// <typeparam name="TPart">The generated union of the task's stream parts.</typeparam>
public abstract class TaskToolFunction<TPayload, TOutput, TPart> : ToolFunction<TPayload, TOutput>
    where TPayload : notnull
    where TPart : class
{
    private readonly TaskContract<TPayload, TOutput, TPart> contract;
    private readonly TriggerOptions? options;

    /// <summary>Creates the function of one task.</summary>
    protected TaskToolFunction(
        ToolDeclaration<TPayload> declaration, TaskContract<TPayload, TOutput, TPart> contract, RunConnection? connection, TriggerOptions? options)
        : base(declaration, connection)
    {
        this.contract = contract;
        this.options = options;
    }

    private protected override bool IsChild => Connection?.IsOfRun is true;

    /// <exception cref="TaskFailedException">The run did not complete.</exception>
    private protected override async ValueTask<object?> CallAsync(TPayload arguments, string? toolCallId, CancellationToken cancellationToken)
    {
        var connection = Connection ?? throw new RunnelException(
            $"The tool '{Name}' has no way to its runs. Take it, or the set of tools that it is in, from the services of a host that calls AddTasks() in AddRunnel.");
        var call = TriggerCall.Of(contract, arguments, CallTag.Add(options, toolCallId), connection.Json);
        var result = await CallAsync(connection, call, cancellationToken).ConfigureAwait(false);
        return result is { Status: RunStatus.Completed, Output: { } output } ? Read(output) : throw new TaskFailedException(result.RunId, result.Status, result.Error);
    }

    // What only a trigger refuses, such as arguments that are too large, is the model's to mend as well.
    private async ValueTask<RunResult> CallAsync(RunConnection connection, TriggerCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.CallAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (PayloadException exception)
        {
            throw new ToolArgumentException(Name, exception.Problems, exception);
        }
    }

    private object? Read(ReadOnlyMemory<byte> output)
    {
        if (typeof(TOutput) == typeof(NoOutput))
        {
            return null;
        }

        // What a chat client shows to the model in a way of its own must reach it as what it is.
        var reader = new Utf8JsonReader(output.Span, new JsonReaderOptions { MaxDepth = JsonSerializerOptions.MaxDepth });
        return IsContent ? JsonSerializer.Deserialize(ref reader, JsonSerializerOptions.GetTypeInfo(typeof(TOutput))) : JsonElement.ParseValue(ref reader);
    }
}
