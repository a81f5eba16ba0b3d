using System.Text.Json;
using System.Text.Json.Serialization;

namespace Runnel;

/// <summary>The payload of a task that takes none. It is stored as <c>{}</c>.</summary>
public readonly record struct NoPayload;

/// <summary>The output of a task that returns none. It is stored as <c>null</c>.</summary>
[JsonConverter(typeof(NoOutputConverter))]
public readonly record struct NoOutput;

/// <summary>Writes <see cref="NoOutput"/> as <c>null</c>.</summary>
public sealed class NoOutputConverter : JsonConverter<NoOutput>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override NoOutput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return default;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, NoOutput value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNullValue();
    }
}

/// <summary>The streams of a task that declares none.</summary>
public sealed record NoStreams;
