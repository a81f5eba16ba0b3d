using System.Text.Json;
using System.Text.Json.Serialization;

namespace Runnel.OpenAI.Requests;

/// <summary>Schemas as they are sent.</summary>
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ToolSchema))]
internal sealed partial class SchemaJson : JsonSerializerContext;
