using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
namespace Runnel.Validation;
internal sealed class PayloadProblemException(string m) : Exception(m);
internal static class PayloadReader { public static T Read<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type) { try { return JsonSerializer.Deserialize(json.Span, type)!; } catch (JsonException e) { throw new PayloadProblemException(e.Message); } } }
internal static class OptionalNulls { public static ReadOnlyMemory<byte> LeaveOut(ReadOnlyMemory<byte> json, JsonTypeInfo type) => json; }
internal static class PayloadSchema { public static JsonElement Create(Type type, JsonSerializerOptions options, bool strict) => AIJsonUtilities.CreateJsonSchema(type, serializerOptions: options); public static JsonElement CreateOutput(Type type, JsonSerializerOptions options) => AIJsonUtilities.CreateJsonSchema(type, serializerOptions: options); }
