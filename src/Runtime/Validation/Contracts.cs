using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>Finds JSON contracts where there may be none.</summary>
internal static class Contracts
{
    /// <summary>The contract of a type; <see langword="null"/> if the options have none: then nothing of the type was bound either.</summary>
    public static JsonTypeInfo? Find(Type type, JsonSerializerOptions options)
    {
        try
        {
            return options.GetTypeInfo(type);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>How deep JSON may be nested: 0 in the options stands for System.Text.Json's own limit.</summary>
    public static int MaxDepthOf(JsonSerializerOptions options) => options.MaxDepth == 0 ? 64 : options.MaxDepth;
}
