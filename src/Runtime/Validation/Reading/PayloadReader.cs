using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>Binds JSON to a type and validates it, and says of what does not fit what was expected and what came.</summary>
internal static class PayloadReader
{
    /// <summary>Reads a value that keeps all rules of its type.</summary>
    /// <exception cref="InvalidPayloadException">It does not.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : notnull
    {
        var value = Bind(json, type);
        return PayloadValidator.Validate(value, typeof(T), type.Options) is { } problems
            ? throw new InvalidPayloadException(problems.All, problems.Cause)
            : value;
    }

    /// <summary>Reads a value of which no more is asked than that the type can hold it.</summary>
    /// <exception cref="InvalidPayloadException">It cannot.</exception>
    public static T Bind<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : notnull
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new InvalidPayloadException([new PayloadProblem("$", "it is null.")], innerException: null);
        }
        catch (JsonException exception)
        {
            throw new InvalidPayloadException(BindingProblems.Of(json, type, exception), exception);
        }
        catch (NotSupportedException exception)
        {
            // A union without its discriminator is reported so as well.
            var problems = BindingProblems.Of(json, type, exception: null);
            throw new InvalidPayloadException(
                problems.Count > 0
                    ? problems
                    : [new PayloadProblem("$", $"{typeof(T)} has no JSON contract: {exception.Message} Add it to a JsonSerializerContext and pass that to AddJson.")],
                exception);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or InvalidPayloadException))
        {
            // The type's own constructor or a converter refuses it.
            throw new InvalidPayloadException([new PayloadProblem("$", exception.Message)], exception);
        }
    }
}
