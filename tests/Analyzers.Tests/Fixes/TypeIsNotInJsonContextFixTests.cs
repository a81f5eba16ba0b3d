using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class TypeIsNotInJsonContextFixTests
{
    private const string Task = """[Task("t")] public partial class T { public int Run(MyApp.Weather weather) => 1; }""";
    private const string Types = "namespace MyApp { public record Place(string City); public record Weather(double Celsius); }\n";

    [Theory]
    [InlineData(
        "using System.Text.Json.Serialization;\nusing MyApp;\n\n// JSON\n[JsonSerializable(typeof(Place))]\n[Obsolete]\ninternal partial class AppJson : JsonSerializerContext;\n",
        "using System.Text.Json.Serialization;\nusing MyApp;\n\n// JSON\n[JsonSerializable(typeof(Place))]\n[JsonSerializable(typeof(Weather))]\n[Obsolete]\ninternal partial class AppJson : JsonSerializerContext;\n")]
    [InlineData(
        "using System.Text.Json.Serialization;\n\n// JSON\ninternal partial class AppJson : JsonSerializerContext;\n",
        "using System.Text.Json.Serialization;\n\n// JSON\n[System.Text.Json.Serialization.JsonSerializable(typeof(MyApp.Weather))]\ninternal partial class AppJson : JsonSerializerContext;\n")]
    [InlineData(
        "using System.Text.Json.Serialization;\nclass Outer;\n    [JsonSerializable(typeof(int))] internal partial class AppJson : JsonSerializerContext;\n",
        "using System.Text.Json.Serialization;\nclass Outer;\n    [JsonSerializable(typeof(int))]\n    [JsonSerializable(typeof(MyApp.Weather))] internal partial class AppJson : JsonSerializerContext;\n")]
    public Task Context_IsGivenTheType(string before, string after) => VerifyFix.ChangesAsync(
        GeneratorRules.TypeIsNotInJsonContext, TrimmedProgram.Of(before, Types, Task), after);

    [Fact]
    public Task ProgramWithoutContext_IsLeftToItsAuthor() =>
        VerifyFix.OffersNothingAsync(GeneratorRules.TypeIsNotInJsonContext, TrimmedProgram.WithoutContext(Types + Task));

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        GeneratorRules.TypeIsNotInJsonContext,
        3,
        TrimmedProgram.Of(
            "internal partial class AppJson : System.Text.Json.Serialization.JsonSerializerContext;",
            Types + """[Task("t")] public partial class T { public List<MyApp.Weather> Run(MyApp.Weather weather) => []; }""",
            """[Task("u")] public partial class U { public int Run(MyApp.Place place) => 1; }"""));
}
