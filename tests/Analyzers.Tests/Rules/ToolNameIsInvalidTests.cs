using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ToolNameIsInvalidTests
{
    private static readonly string Longest = new('a', 64);

    [Theory]
    [InlineData("get weather")]
    [InlineData("")]
    [InlineData("größe")]
    [InlineData("get.weather")]
    [InlineData("a0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task NameThatProvidersReject_IsReported(string name)
    {
        await Verify.ReportsAsync(
            Rule.ToolNameIsInvalid, Message(name), $$"""[Tools] public partial class W { [Tool([|"{{name}}"|], Description = "d")] public int Add(int a) => a; [Tool] public int Sum(int a) => a; }""", Caller.OfW);
        await Verify.ReportsAsync(
            Rule.ToolNameIsInvalid, Message(name), $$"""[ToolTask("t", [|Name = "{{name}}"|])] public partial class T { public void Run() { } } [Tools(typeof(T))] public partial class W;""", Caller.OfT, Caller.OfW);
    }

    [Theory]
    [InlineData("""[Tools] public partial class W { [[|Tool|]] public int GrößeAsync(int a) => a; }""", "größe")]
    [InlineData("""[Tools] public partial class W { [[|Tool(Description = "d")|]] public int Größe(int a) => a; }""", "größe")]
    [InlineData("""[[|ToolTask("t")|]] public partial class Größe { public void Run() { } } [Tools(typeof(Größe))] public partial class W;""", "größe")]
    public Task DefaultThatProvidersReject_IsReported(string source, string name) => Verify.ReportsAsync(Rule.ToolNameIsInvalid, Message(name), source, Caller.OfW);

    [Fact]
    public Task LongestName_AndDefaults_AreNotReported() => Verify.IsSilentAsync(
        $$"""
        [ToolTask("get.weather", Name = "{{Longest}}")] public partial class Größe { public void Run() { } }
        [ToolTask("t", Name = null)] public partial class T { public void Run() { } }
        [Tools(typeof(Größe), typeof(T))] public partial class W
        {
            [Tool("_-9aZ")] public int Fläche(int a) => a;
            [Tool(null)] public int AddAsync(int a) => a;
            [Tool(name: "x")] public int @new(int a) => a;
        }
        """,
        Caller.OfW);

    [Fact]
    public Task NameThatIsNoConstant_IsTheCompilersErrorAlone() => Verify.HasErrorsAsync(
        UserProgram.Of("""[Tools] public partial class W { [Tool(Undefined)] public int Add(int a) => a; [Tool("b", Description = "c", Description = "d")] public int Sum(int a) => a; }""", Caller.OfW),
        "CS0103",
        "CS0643");

    private static string Message(string name) =>
        $"'{name}' is no name that model providers take; use 1 to 64 of A-Z, a-z, 0-9, '_' and '-', with [Tool] or with Name in [ToolTask] where the default has other characters";
}
