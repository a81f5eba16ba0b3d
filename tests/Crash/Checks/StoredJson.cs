using System.Text.Json;
using System.Text.Json.Serialization;

namespace Runnel.Crash.Checks;

/// <summary>How what is in a store is read by somebody who is not Runnel: as its guide says that it is written.</summary>
internal static class StoredJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
}
