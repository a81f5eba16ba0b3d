namespace Runnel.Analyzers.Tests.Harness;

/// <summary>A program without reflection-based JSON, with the part of its context that the generator of System.Text.Json would add.</summary>
internal static class TrimmedProgram
{
    private const string Generated = """
        partial class AppJson
        {
            public AppJson() : base(null) { }
            protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
        }
        """;

    public static UserProgram Of(params string[] sources) => UserProgram.Of([.. sources, Generated]) with { Properties = Property("PublishTrimmed", "true") };

    /// <summary>An app, which has nobody whose context could cover its types.</summary>
    public static UserProgram WithoutContext(string source) => LibraryWithoutContext(source + " static class Program { static void Main() { } }") with { IsApp = true };

    public static UserProgram LibraryWithoutContext(string source) => UserProgram.Of(source) with { Properties = Property("PublishTrimmed", "true") };

    public static IReadOnlyDictionary<string, string> Property(string name, string value) => new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value };
}
