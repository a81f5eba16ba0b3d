namespace Runnel.Tools.Tests.Corpus;

/// <summary>Where our functions differ from AIFunctionFactory's, and why. A difference that is not there any more fails the tests, too.</summary>
internal static class Differences
{
    private const string Payload = "A single parameter of the user's own type is the payload itself, as it is for a task: one level less for the model.";
    private const string Null = "Null is refused where the type does not allow it, as the schema says.";
    private const string Required = "A constructor's parameter without a default, and what is marked [Required], must be there, as the schema says.";
    private const string Limits = "What attributes ask for is checked, not only shown.";
    private const string Undefined = "A number that is no value of the enumeration is refused.";
    private const string Range = "The type's own range is shown, since the binder holds to it.";
    private const string Form = "The text's form is shown as the binder reads it.";
    private const string Whole = "A pattern is anchored, since [RegularExpression] matches the whole text, and lets the empty text pass.";
    private const string Filled = "[Required] asks for a text that is not blank.";
    private const string Recursion = "A type that holds itself is named once, under $defs.";

    private static readonly Dictionary<string, string> Schemas = new(StringComparer.Ordinal)
    {
        ["byte"] = Range,
        ["short"] = Range,
        ["uInt"] = Range,
        ["uLong"] = Range,
        ["timeOnly"] = Form,
        ["timeSpan"] = Form,
        ["bytes"] = Form,
        ["flags"] = Form,
        ["pattern"] = Whole,
        ["mutableClass"] = Filled,
        ["recursive"] = Recursion,
        ["whole"] = Payload,
        ["lonely"] = Payload,
    };

    private static readonly HashSet<string> ReturnSchemas = ["byte", "short", "uInt", "uLong", "timeOnly", "timeSpan", "bytes", "flags"];

    private static readonly (string Reason, string Name, string[] Arguments)[] Calls =
    [
        (Payload, "whole", ["""{"x":1,"y":2}""", """{"value":{"x":1}}"""]),
        (Payload, "lonely", ["""{"name":"a","isOn":true}""", """{"value":{"name":"a","isOn":true}}"""]),
        (Null, "string", [Value("null")]),
        (Null, "uri", [Value("null")]),
        (Null, "bytes", [Value("null")]),
        (Null, "node", [Value("null")]),
        (Null, "defaultString", [Value("null")]),
        (Null, "nested", ["""{"place":{"name":null}}"""]),
        (Required, "nested", ["""{"place":{"at":{"x":1}}}"""]),
        (Required, "readOnlyList", ["""{"values":[{"y":3}]}"""]),
        (Required, "mutableClass", ["""{"value":{"isOn":false},"not":true}"""]),
        (Required, "recursive", ["""{"tree":{"branches":[]}}"""]),
        (Required, "struct", ["""{"money":{"currency":"NOK"}}"""]),
        (Undefined, "enumeration", [Value("9"), Value("-1"), Value("300")]),
        (Undefined, "nullableEnumeration", [Value("-1"), Value("300")]),
        (Undefined, "defaultEnumeration", [Value("-1"), Value("300")]),
        (Undefined, "flags", [Value("-1"), Value("300")]),
        (Limits, "ranged", [Value("11"), Value("0"), Value("-1"), Value("300")]),
        (Limits, "length", [Value("\"a\""), Value("\"abcdef\""), Value("\"1\""), Value("null")]),
        (Limits, "minMax", ["""{"values":[]}""", """{"values":[1,2,3,4]}"""]),
        (Limits, "pattern", [Value("\"ABC\""), Value("\"abc1\""), Value("\"1\""), Value("null")]),
        (Limits, "allowed", [Value("\"c\""), Value("\"text\""), Value("\"1\""), Value("null")]),
    ];

    /// <summary>All differences of calls.</summary>
    public static IEnumerable<(string Name, string Arguments)> OfCalls => Calls.SelectMany(difference => difference.Arguments.Select(arguments => (difference.Name, arguments)));

    /// <summary>Why a schema is another one; null where it is the same.</summary>
    public static string? OfSchema(string name) => Schemas.GetValueOrDefault(name);

    /// <summary>Why the schema of a result is another one; null where it is the same.</summary>
    public static string? OfReturnSchema(string name) => ReturnSchemas.Contains(name) ? OfSchema(name) : null;

    /// <summary>Why a call gives something else; null where it gives the same.</summary>
    public static string? OfCall(string name, string arguments) =>
        Calls.FirstOrDefault(difference => difference.Name == name && difference.Arguments.Contains(arguments)).Reason;

    private static string Value(string json) => $$"""{"value":{{json}}}""";
}
