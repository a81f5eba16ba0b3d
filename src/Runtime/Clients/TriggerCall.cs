using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Definitions;

namespace Runnel.Clients;

/// <summary>A run that a client asks for, before it is known to be valid.</summary>
/// <param name="Contract">The task's contract.</param>
/// <param name="Encode">Gives the payload's JSON, or throws <see cref="PayloadException"/>.</param>
/// <param name="Options">How it is triggered.</param>
internal sealed record TriggerCall(TaskContract Contract, Func<byte[]> Encode, TriggerOptions? Options)
{
    private const int MaxBatchItems = 1000;

    /// <exception cref="ArgumentException">There is no item, or there are too many.</exception>
    public static List<TriggerCall> Batch(List<TriggerCall> items) => items.Count is >= 1 and <= MaxBatchItems
        ? items
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A batch has 1 to {MaxBatchItems:N0} items; this one has {items.Count:N0}."), nameof(items));

    public static TriggerCall Of<TPayload>(TaskContract contract, TPayload payload, TriggerOptions? options, JsonSerializerOptions json) =>
        new(contract, () => Encoded(contract, payload, json), options);

    private static byte[] Encoded<TPayload>(TaskContract contract, TPayload payload, JsonSerializerOptions json)
    {
        if (payload is null)
        {
            throw new PayloadException(contract.Id, "$", "it is null.");
        }

        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(payload, (JsonTypeInfo<TPayload>)json.GetTypeInfo(typeof(TPayload)));
        }
        catch (JsonException exception)
        {
            throw new PayloadException(contract.Id, exception.Path ?? "$", exception.Message, exception);
        }
        catch (ArgumentException exception)
        {
            throw new PayloadException(contract.Id, "$", $"it has no JSON form: {exception.Message}", exception);
        }
        catch (NotSupportedException exception)
        {
            throw new PayloadException(
                contract.Id, "$", $"{typeof(TPayload)} has no JSON contract: {exception.Message} Add it to a JsonSerializerContext and pass that to AddJson.", exception);
        }
    }
}
