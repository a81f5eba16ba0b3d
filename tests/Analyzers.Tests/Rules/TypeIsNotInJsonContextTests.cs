using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class TypeIsNotInJsonContextTests
{
    private const string Types = "public record Place(string City, Country Country); public record Country(string Name, List<Place> Places); public record Weather(double Celsius); public enum Sky { Clear }";

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public int Run([|Weather|] weather) => 1; }""", "Weather")]
    [InlineData("""[Task("t")] public partial class T { public int Run(int days, [|Weather?|] weather) => 1; }""", "Weather")]
    [InlineData("""[ToolTask("t")] public partial class T { public [|Task<Weather>|] RunAsync() => null!; }""", "Weather")]
    [InlineData("""[Task("t")] public partial class T { public [|IReadOnlyList<Place>|] Run() => []; }""", "IReadOnlyList<Place>")]
    [InlineData("""[Task("t")] public partial class T { public [|Place[]|] Run() => []; }""", "Place[]")]
    [InlineData("""[Task("t")] public partial class T { public [|Dictionary<string, Sky>|] Run() => []; }""", "Dictionary<string, Sky>")]
    [InlineData("""[Tools] public partial class W { [Tool] public [|Weather|] Find(int a) => null!; }""", "Weather")]
    [InlineData("""[Streams] public partial record S([|TaskStream<Weather>|] Days);""", "Weather")]
    [InlineData("""[TaskClient<[|Weather|], NoOutput, NoStreams>("t")] public partial class T;""", "Weather")]
    public Task TypeThatNoContextNames_IsReported(string source, string type) => VerifyUse.ReportsAsync(
        GeneratorRules.TypeIsNotInJsonContext, Message(type, "'AppJson'"), TrimmedProgram.Of(source, Types, Context));

    [Fact]
    public Task ProgramWithoutContext_IsReported() => VerifyUse.ReportsAsync(
        GeneratorRules.TypeIsNotInJsonContext,
        Message("P", "a context of this project, and pass that to AddJson"),
        TrimmedProgram.WithoutContext("""public record P(int A); [Task("t")] public partial class T { public int Run([|P|] p) => 1; }"""));

    [Theory]
    [InlineData("internal record P(int A); [Task(\"t\")] internal partial class T { public int Run([|P|] p) => 1; }", "P")]
    [InlineData("public record P<T>(T A); enum Sky { Clear } [Task(\"t\")] internal partial class T { public int Run([|P<Sky>|] p) => 1; }", "P<Sky>")]
    public Task TypeThatNoAppCanName_IsReportedInALibraryWithoutContext(string source, string type) => VerifyUse.ReportsAsync(
        GeneratorRules.TypeIsNotInJsonContext, Message(type, "a context of this project, and pass that to AddJson"), TrimmedProgram.LibraryWithoutContext(source));

    [Fact]
    public Task PublicTypeOfALibraryWithoutContext_IsLeftToTheApp() => VerifyUse.IsSilentAsync(
        GeneratorRules.TypeIsNotInJsonContext,
        TrimmedProgram.LibraryWithoutContext("""public record P(int A); [Task("t")] public partial class T { public int Run(P p) => 1; }"""));

    [Theory]
    [InlineData("PublishAot", "true")]
    [InlineData("JsonSerializerIsReflectionEnabledByDefault", "false")]
    public Task OtherWaysToTurnReflectionOff_AreReported(string property, string value) => VerifyUse.ReportsAsync(
        GeneratorRules.TypeIsNotInJsonContext,
        Message("Weather", "'AppJson'"),
        TrimmedProgram.Of("""[Task("t")] public partial class T { public int Run([|Weather|] weather) => 1; }""", Types, Context) with { Properties = TrimmedProgram.Property(property, value) });

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public int Run(Place place) => 1; }""")]
    [InlineData("""[Task("t")] public partial class T { public List<Place> Run(Country country) => []; }""", "[System.Text.Json.Serialization.JsonSerializable(typeof(List<Place>))]")]
    [InlineData("""[Task("t")] public partial class T { public string Run(int a, List<string> names) => ""; }""")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Find(int a) => a; } [Streams] public partial record S(TaskStream<ITextStreamPart<W>> Model);""")]
    [InlineData("""public class C { public Weather Run(Weather weather) => weather; }""")]
    [InlineData("""public abstract record Shape; public record Circle(int R) : Shape; [Task("t")] public partial class T { public Circle Run() => null!; }""", "[System.Text.Json.Serialization.JsonSerializable(typeof(Circle))]")]
    public Task CoveredType_AndTypesThatRunnelKnows_AreNotReported(string source, string attribute = "") => VerifyUse.IsSilentAsync(
        GeneratorRules.TypeIsNotInJsonContext, TrimmedProgram.Of(source, Types, attribute + Context));

    [Fact]
    public Task ValueThatMayBeNull_IsAnotherType() => VerifyUse.ReportsAsync(
        GeneratorRules.TypeIsNotInJsonContext,
        Message("Point?", "'AppJson'"),
        TrimmedProgram.Of(
            """public readonly record struct Point(int X); [Task("t")] public partial class T { public [|Point?|] Run(Point point) => null; }""",
            Types,
            "[System.Text.Json.Serialization.JsonSerializable(typeof(Point))]" + Context));

    [Fact]
    public Task MemberOfACoveredType_IsNotReported() => VerifyUse.IsSilentAsync(
        GeneratorRules.TypeIsNotInJsonContext,
        TrimmedProgram.Of("""[Task("t")] public partial class T { public Country Run(Place place) => place.Country; }""", Types, Context));

    [Theory]
    [InlineData("PublishTrimmed", "false")]
    [InlineData("JsonSerializerIsReflectionEnabledByDefault", "true")]
    [InlineData("IsPackable", "true")]
    public Task ProgramWithReflection_IsNotReported(string property, string value) => VerifyUse.IsSilentAsync(
        GeneratorRules.TypeIsNotInJsonContext,
        TrimmedProgram.Of("""[Task("t")] public partial class T { public int Run(Weather weather) => 1; }""", Types, Context) with { Properties = TrimmedProgram.Property(property, value) });

    [Fact]
    public Task TypeOfAReferencedAssembly_IsNotReported()
    {
        var library = (UserProgram.Of(Types) with { AssemblyName = "Library" }).Generate().ToReference();
        return VerifyUse.IsSilentAsync(
            GeneratorRules.TypeIsNotInJsonContext,
            TrimmedProgram.WithoutContext("""[Task("t")] public partial class T { public List<Weather> Run(Place place) => []; }""") with { References = [library] });
    }

    [Fact(Timeout = 60_000)]
    public Task TypeThatHoldsItselfWithoutEnd_IsNotReported() => VerifyUse.IsSilentAsync(
        GeneratorRules.TypeIsNotInJsonContext,
        TrimmedProgram.Of(
            """public class Node<T> { public Node<List<T>>? Next { get; set; } public Node<T[]>? Other { get; set; } } [Task("t")] public partial class T { public int Run(Node<int> node) => 1; }""",
            Types,
            "[System.Text.Json.Serialization.JsonSerializable(typeof(Node<int>))]" + Context));

    private const string Context = "[System.Text.Json.Serialization.JsonSerializable(typeof(Place))] public partial class AppJson : System.Text.Json.Serialization.JsonSerializerContext;";

    private static string Message(string type, string context) =>
        $"Runs carry '{type}' as JSON, this app has reflection-based JSON turned off, and no JsonSerializerContext covers the type; add [JsonSerializable(typeof({type}))] to {context}";
}
