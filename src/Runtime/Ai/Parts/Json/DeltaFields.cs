using System.Text.Json;

namespace Runnel.Ai;

/// <summary>What a delta carries. Almost every part is one, so that they are read without anything in between.</summary>
internal readonly ref struct DeltaFields
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    /// <summary>Reads the delta that the reader stands at.</summary>
    /// <param name="reader">At the start of the object; afterwards at its end.</param>
    /// <param name="type">The part's type, for errors.</param>
    /// <param name="textName">The field that holds the piece.</param>
    /// <param name="likelyId">The string to return if the id is the same.</param>
    public static DeltaFields Read(ref Utf8JsonReader reader, string type, ReadOnlySpan<byte> textName, string likelyId)
    {
        string? id = null, text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(textName))
            {
                text = ReadString(ref reader, type, textName) ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                id = !ReadString(ref reader, type, "id"u8) ? null : reader.ValueTextEquals(likelyId) ? likelyId : reader.GetString();
            }
            else
            {
                reader.TrySkip();
            }
        }

        return new()
        {
            Id = id ?? throw PartFields.Missing(type, "id"),
            Text = text ?? throw PartFields.Missing(type, Name(textName)),
        };
    }

    /// <summary>Moves on to the field's value; false where it is null.</summary>
    private static bool ReadString(ref Utf8JsonReader reader, string type, ReadOnlySpan<byte> name)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => true,
            JsonTokenType.Null => false,
            var other => throw PartFields.Wrong(type, Name(name), "a string", other.ToString()),
        };
    }

    private static string Name(ReadOnlySpan<byte> name) => System.Text.Encoding.UTF8.GetString(name);
}
