using System.Text.Json;

namespace ChatStreaming.Offline;

/// <summary>What the tools said of one place.</summary>
/// <param name="Place">The place as it was asked for.</param>
/// <param name="Celsius">How warm it is, if that was found out.</param>
/// <param name="Fahrenheit">The same, if it was converted.</param>
/// <param name="Sky">What comes from above.</param>
internal sealed record Report(string Place, double? Celsius, double? Fahrenheit, string? Sky)
{
    /// <summary>Reads the calls' results, in the order of the places.</summary>
    public static IReadOnlyList<Report> Of(IEnumerable<string> places, IReadOnlyList<Call> weather, IReadOnlyList<Call> conversions) =>
        [.. places.Select(place => Of(place, weather.LastOrDefault(call => Text(call.Arguments, "location") == place), conversions))];

    private static Report Of(string place, Call? weather, IReadOnlyList<Call> conversions)
    {
        var celsius = Number(weather?.Result, "celsius");
        var conversion = conversions.FirstOrDefault(call => celsius is not null && Number(call.Arguments, "celsius") == celsius);
        double? fahrenheit = conversion?.Result is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
        return new Report(place, celsius, fahrenheit, Text(weather?.Result, "sky"));
    }

    private static string? Text(JsonElement? json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static double? Number(JsonElement? json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;
}
