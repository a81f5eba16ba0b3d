using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Streams;
using Runnel.Validation;

namespace Runnel.Definitions;

/// <summary>What a caller needs to know of a task: its id, its types and its streams.</summary>
public abstract class TaskContract
{
    private protected TaskContract(string id, IReadOnlyList<StreamContract> streams)
    {
        Id = id;
        Streams = streams;
    }

    /// <summary>The task's durable name.</summary>
    public string Id { get; }

    /// <summary>The declared streams.</summary>
    public IReadOnlyList<StreamContract> Streams { get; }

    /// <summary>The type of the payload.</summary>
    public abstract Type PayloadType { get; }

    /// <summary>The type of the output.</summary>
    public abstract Type OutputType { get; }

    /// <summary>Reads a payload, and so checks it.</summary>
    /// <exception cref="PayloadException">It does not fit.</exception>
    internal abstract object ReadPayload(ReadOnlySpan<byte> json, JsonSerializerOptions options);
}

/// <summary>What a caller needs to know of a task, typed.</summary>
/// <typeparam name="TPayload">The task's payload.</typeparam>
/// <typeparam name="TOutput">The task's output.</typeparam>
/// <typeparam name="TPart">The generated union of its stream parts.</typeparam>
/// <param name="id">The task's durable name.</param>
/// <param name="parts">Makes and takes apart the union's parts.</param>
/// <param name="streams">The declared streams.</param>
public sealed class TaskContract<TPayload, TOutput, TPart>(
    string id, StreamPartCodec<TPayload, TOutput, TPart> parts, params IReadOnlyList<StreamContract> streams) : TaskContract(id, streams)
    where TPayload : notnull
    where TPart : class
{
    /// <summary>Makes and takes apart the union's parts.</summary>
    public StreamPartCodec<TPayload, TOutput, TPart> Parts { get; } = parts;

    /// <inheritdoc/>
    public override Type PayloadType => typeof(TPayload);

    /// <inheritdoc/>
    public override Type OutputType => typeof(TOutput);

    internal override object ReadPayload(ReadOnlySpan<byte> json, JsonSerializerOptions options) => Read(json, options);

    /// <summary>Reads a payload and validates it.</summary>
    /// <exception cref="PayloadException">It does not fit.</exception>
    internal TPayload Read(ReadOnlySpan<byte> json, JsonSerializerOptions options)
    {
        try
        {
            return PayloadReader.Read(json, TypeOf(options));
        }
        catch (InvalidPayloadException exception)
        {
            throw new PayloadException(Id, exception.Problems, exception.InnerException);
        }
    }

    /// <summary>Reads the payload of a run that there is, to show it. It was valid when the run was triggered; the rules may have changed since.</summary>
    /// <exception cref="PayloadException">The type cannot hold it.</exception>
    internal TPayload Show(ReadOnlySpan<byte> json, JsonSerializerOptions options)
    {
        try
        {
            return PayloadReader.Bind(json, TypeOf(options));
        }
        catch (InvalidPayloadException exception)
        {
            throw new PayloadException(Id, exception.Problems, exception.InnerException);
        }
    }

    private JsonTypeInfo<TPayload> TypeOf(JsonSerializerOptions options)
    {
        try
        {
            return (JsonTypeInfo<TPayload>)options.GetTypeInfo(typeof(TPayload));
        }
        catch (NotSupportedException exception)
        {
            throw new PayloadException(Id, "$", $"{typeof(TPayload)} has no JSON contract: {exception.Message} Add it to a JsonSerializerContext and pass that to AddJson.", exception);
        }
    }
}
