using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class TypeIsOfAnotherGeneratorTests
{
    private const string Made = "namespace Made { public class Thing { public string Text { get; set; } = \"\"; } public partial class Both { } [Runnel.ToolTask(\"made\")] public partial class Tool { public void Run() { } } }";

    [Theory]
    [InlineData("""[Task("t")] public partial class T([|Made.Thing|] service) { public void Run() => _ = service; }""", "service")]
    [InlineData("""[Task("t")] public partial class T([|IEnumerable<Made.Thing>|] services) { public void Run() => _ = services; }""", "services")]
    [InlineData("""[Task("t")] public partial class T { public void Run([|Made.Thing?|] thing) { } }""", "thing")]
    [InlineData("""[Task("t")] public partial class T { public void Run(int i, [|Made.Thing[]|] things) { } }""", "things")]
    [InlineData("""[Task("t")] public partial class T { public [|Task<List<Made.Thing>>|] RunAsync() => null!; }""", "RunAsync")]
    [InlineData("""[Streams] public partial record S([|TaskStream<Made.Thing>|] Things); [Task("t")] public partial class T { public void Run(S s) { } }""", "Things")]
    [InlineData("""[TaskClient<[|Made.Thing|], NoOutput, NoStreams>("t")] public partial class T;""", "T")]
    [InlineData("""[TaskClient<NoPayload, [|Made.Thing|], NoStreams>("t")] public partial class T;""", "T")]
    public async Task TypeThatOursCannotSee_IsReported(string source, string user)
    {
        foreach (var folder in (string?[])[null, "/user/obj/Debug/net10.0"])
        {
            await Verify.ReportsAsync(Rule.TypeIsOfAnotherGenerator, Message(user), Program(source, Caller.OfT) with { GeneratedFiles = folder });
        }
    }

    [Fact]
    public Task TypeThatDoesNotExist_IsTheCompilersErrorAlone() => Verify.HasErrorsAsync(
        Program("""[Task("t")] public partial class T(Made.Thong service) { public void Run() => _ = service; }""", Caller.OfT), "CS0234");

    [Theory]
    [InlineData("""[Tools] public partial class W([|Made.Thing|] service) { [Tool] public string Add() => service.Text; }""", "service")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add([|Made.Thing|] thing) => 1; }""", "thing")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add(int i, [|List<Made.Thing>|] things) => 1; }""", "things")]
    [InlineData("""[Tools] public partial class W { [Tool] public [|ValueTask<Made.Thing>|] AddAsync() => default; }""", "AddAsync")]
    [InlineData("""[Tools([|typeof(Made.Tool)|])] public partial class W;""", "W", "Made.Tool")]
    [InlineData("""[ToolTask("t")] public partial class T([|Made.Thing|] service) { public string Run() => service.Text; } [Tools(typeof(T))] public partial class W;""", "service")]
    public Task TypeInATool_IsReported(string source, string user, string type = "Made.Thing") => Verify.ReportsAsync(
        Rule.TypeIsOfAnotherGenerator, Message(user).Replace("Made.Thing", type, StringComparison.Ordinal), Program(source, Caller.OfW));

    [Theory]
    [InlineData("""namespace Made { partial class Both { public int A { get; set; } } } [Task("t")] public partial class T(Made.Both b) { public void Run(Made.Both c) => _ = b; }""")]
    [InlineData("""public class Prompt { public Made.Thing? Thing { get; set; } } [Task("t")] public partial class T { public void Run(Prompt prompt) { Made.Thing? thing = prompt.Thing; } }""")]
    [InlineData("""public class Other(Made.Thing thing) { public Made.Thing Run() => thing; } [Task("t")] public partial class T { public void Run() { } }""")]
    public Task TypeThatIsPartlyOfTheUsers_AndAnyOtherUse_IsNotReported(string source) => Verify.IsSilentAsync(
        Program("namespace N { " + source.Replace("namespace Made { partial class Both { public int A { get; set; } } }", "", StringComparison.Ordinal) + " }", source.Contains("partial class Both", StringComparison.Ordinal) ? "namespace Made { partial class Both { public int A { get; set; } } }" : ""));

    [Fact]
    public Task TypeOfAToolThatRunsBeforeTheCompiler_IsNotReported() => Verify.IsSilentAsync(
        UserProgram.Of("""[Task("t")] public partial class T(Made.Thing service) { public void Run() => _ = service; }""", Made) with
        {
            GeneratedFiles = "/user/obj",
            PathOf = static number => number == 0 ? "/user/T.cs" : "/user/obj/Protos/v1/Thing.cs",
        });

    private static UserProgram Program(params string[] sources) => UserProgram.Of(sources) with { OtherGenerators = [new TextGenerator("Things.g.cs", Made)] };

    private static string Message(string user) =>
        $"'Made.Thing' is made by another source generator, whose types Runnel's cannot see, so '{user}' is left out; declare the type in this project's own source, or in a referenced project";
}
