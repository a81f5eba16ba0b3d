namespace Runnel.Tools.Tests.Corpus;

/// <summary>The arguments that each signature is called with: what fits, what is missing, what is null, what is of another type, what nobody asked for.</summary>
internal static class Samples
{
    private static readonly Dictionary<string, string[]> OfOwn = new(StringComparer.Ordinal)
    {
        ["bool"] = ["true", "false"],
        ["char"] = ["\"c\""],
        ["guid"] = ["\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\"", "\"no guid\""],
        ["uri"] = ["\"https://example.org/a\"", "\"relative\""],
        ["dateTime"] = ["\"2026-01-02T03:04:05Z\""],
        ["dateTimeOffset"] = ["\"2026-01-02T03:04:05+01:00\""],
        ["dateOnly"] = ["\"2026-01-02\""],
        ["timeOnly"] = ["\"03:04:05\""],
        ["timeSpan"] = ["\"1.02:03:04\""],
        ["bytes"] = ["\"AQID\""],
        ["enumeration"] = ["\"Green\"", "\"green\"", "\"Purple\"", "1", "9"],
        ["nullableEnumeration"] = ["\"Green\"", "\"Purple\""],
        ["defaultEnumeration"] = ["\"Blue\""],
        ["flags"] = ["\"Monday, Tuesday\"", "\"None\""],
        ["defaultStruct"] = ["\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\""],
        ["ranged"] = ["5", "10", "11", "0"],
        ["length"] = ["\"abc\"", "\"a\"", "\"abcdef\""],
        ["pattern"] = ["\"abc\"", "\"ABC\"", "\"\"", "\"abc1\""],
        ["allowed"] = ["\"a\"", "\"c\""],
        ["record"] = ["""{"x":1,"y":2}""", """{"x":1}""", """{"y":1}""", """{"x":1,"z":2}""", "\"{\\\"x\\\":1}\""],
    };

    private static readonly string[] OfAny = ["1", "-1", "300", "1.5", "\"text\"", "\"1\"", "null", "{}", "[]", "true"];

    private static readonly Dictionary<string, string[]> Whole = new(StringComparer.Ordinal)
    {
        ["two"] = ["""{"first":"a","second":2}""", """{"first":"a"}""", """{"second":2}""", """{"first":"a","second":2,"third":3}"""],
        ["mixed"] = ["""{"first":"a"}""", """{"first":"a","third":true}""", """{"first":"a","fourth":null}""", """{"first":"a","fourth":"z","second":9}""", "{}"],
        ["list"] = ["""{"values":[1,2,3]}""", """{"values":[],"start":4}""", """{"values":["a"]}""", """{"values":null}""", """{"values":"[1,2]"}"""],
        ["array"] = ["""{"values":[1,2,3]}""", """{"values":{}}"""],
        ["enumerable"] = ["""{"values":["a","b"]}""", """{"values":"a"}"""],
        ["readOnlyList"] = ["""{"values":[{"x":1},{"x":2,"y":3}]}""", """{"values":[{"y":3}]}"""],
        ["dictionary"] = ["""{"values":{"a":1,"b":2}}""", """{"values":{"a":"x"}}"""],
        ["record"] = ["""{"value":{"x":1},"more":2}"""],
        ["nested"] = ["""{"place":{"name":"Oslo","at":{"x":1}},"upper":true}""", """{"place":{"name":null}}""", """{"place":{"at":{"x":1}}}"""],
        ["mutableClass"] = ["""{"value":{"name":"a","isOn":true}}""", """{"value":{"name":"a"}}""", """{"value":{"isOn":false},"not":true}"""],
        ["recursive"] = ["""{"tree":{"name":"a","branches":[{"name":"b","branches":[]}]}}""", """{"tree":{"branches":[]}}"""],
        ["union"] = ["""{"shape":{"$type":"circle","radius":1}}""", """{"shape":{"$type":"cube"}}""", """{"shape":{"radius":1}}"""],
        ["struct"] = ["""{"money":{"amount":1.5},"times":2}""", """{"money":{"currency":"NOK"}}"""],
        ["minMax"] = ["""{"values":[1]}""", """{"values":[]}""", """{"values":[1,2,3,4]}"""],
        ["onlyToken"] = ["{}"],
        ["nothing"] = ["{}", """{"extra":1}"""],
        ["whole"] = ["""{"x":1,"y":2}""", """{"value":{"x":1}}"""],
        ["lonely"] = ["""{"name":"a","isOn":true}""", """{"value":{"name":"a","isOn":true}}"""],
    };

    public static IEnumerable<string> Of(string name) => Whole.TryGetValue(name, out var whole)
        ? whole
        : OfOwn.GetValueOrDefault(name, []).Concat(OfAny).Distinct(StringComparer.Ordinal).Select(value => $$"""{"value":{{value}}}""").Append("{}");
}
