using System.Text.Json;
using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Requests;

/// <summary>The format that a response is asked for in: text, any JSON, or JSON of a schema.</summary>
internal static class ResponseFormat
{
    private const string NamelessSchema = "json_schema";

    public static Sdk.ChatResponseFormat? From(ChatOptions options) => options.ResponseFormat switch
    {
        ChatResponseFormatText => Sdk.ChatResponseFormat.CreateTextFormat(),
        ChatResponseFormatJson { Schema: not null } json when StrictSchema.Of(json) is { } schema => Sdk.ChatResponseFormat.CreateJsonSchemaFormat(
            json.SchemaName ?? NamelessSchema, Utf8(schema), json.SchemaDescription, Strictness.Of(options.AdditionalProperties)),
        ChatResponseFormatJson => Sdk.ChatResponseFormat.CreateJsonObjectFormat(),
        _ => null,
    };

    private static BinaryData Utf8(JsonElement schema) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(schema, SchemaJson.Default.JsonElement));
}
