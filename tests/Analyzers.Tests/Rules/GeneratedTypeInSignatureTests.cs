using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class GeneratedTypeInSignatureTests
{
    private const string Other = """[Task("o")] public partial class O { public void Run(int i) { } }""";

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public [|List<T.StreamPart>|] Run() => null!; }""", "T.StreamPart", "Run")]
    [InlineData("""[Task("t")] public partial class T { public void Run([|O.StreamPart|] p) { } }""", "O.StreamPart", "p")]
    [InlineData("""[Task("t")] public partial class T { public void Run(int i, [|O.Arguments[]|] p) { } }""", "O.Arguments", "p")]
    [InlineData("""[Streams] public partial record S([|TaskStream<O.StreamPart>|] P); [Task("t")] public partial class T { public void Run(S s) { } }""", "O.StreamPart", "P")]
    [InlineData("""[TaskClient<[|O.Arguments|], NoOutput, NoStreams>("t")] public partial class T;""", "O.Arguments", "T")]
    [InlineData("""[TaskClient<NoPayload, [|O.StreamPart|], NoStreams>("t")] public partial class T;""", "O.StreamPart", "T")]
    public Task GeneratedType_IsReported(string source, string type, string user) => Verify.ReportsAsync(
        Rule.GeneratedTypeInSignature, $"'{type}' is generated, and '{user}' is read before it exists; use a type of your own", source, Other, Caller.OfT);

    [Theory]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add([|O.Arguments|] p) => 1; }""", "O.Arguments", "p")]
    [InlineData("""[Tools] public partial class W { [Tool] public [|O.StreamPart?|] Add() => null; }""", "O.StreamPart?", "Add")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add(int a) => 1; [Tool] public int Sum([|W.AddArguments|] p) => 1; }""", "W.AddArguments", "p")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add(int a) => 1; } [Task("t")] public partial class T { public void Run([|List<W.AddToolCall>|] p) { } }""", "W.AddToolCall", "p")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add(int a) => 1; } [Streams] public partial record S([|TaskStream<W.AddToolResult>|] P);""", "W.AddToolResult", "P")]
    [InlineData("""[ToolTask("t")] public partial class T { public void Run() { } } [Tools] public partial class W { [Tool] public void Add([|T.ToolCall|] p) { } }""", "T.ToolCall", "p")]
    public Task GeneratedTypeOfATool_IsReported(string source, string type, string user) => Verify.ReportsAsync(
        Rule.GeneratedTypeInSignature, $"'{type}' is generated, and '{user}' is read before it exists; use a type of your own", source, Other, Caller.OfW);

    [Fact]
    public Task TypeThatNoToolHas_IsTheCompilersErrorAlone() => Verify.HasErrorsAsync(
        UserProgram.Of("""[Tools] public partial class W { [Tool] public int Add() => 1; [Tool] public int Sum(W.AddArguments p) => 1; }""", Caller.OfW), "CS0426");

    [Theory]
    [InlineData("""[Task("t")] public partial class T(O.TaskClient other) { public void Run() => Use(null, other); void Use(O.StreamPart? part, object o) { } }""")]
    [InlineData("""public record Arguments; public class Outer { public record StreamPart; } [Task("t")] public partial class T { public void Run(Outer.StreamPart a, global::Arguments b) { } }""")]
    public Task ServiceAndBody_AndTypesOfTheUsers_AreNotReported(string source) => Verify.IsSilentAsync(source, Other, Caller.OfT);

    [Fact]
    public Task GeneratedTypeOfAReferencedAssembly_IsNotReported()
    {
        var library = (UserProgram.Of(Other) with { AssemblyName = "Library" }).Generate();
        return Verify.IsSilentAsync(
            UserProgram.Of("""[Streams] public partial record S(TaskStream<O.StreamPart> P); [Task("t")] public partial class T { public void Run(O.Arguments p, S s) { } }""", Caller.OfT) with
            {
                References = [library.ToReference()],
            });
    }
}
