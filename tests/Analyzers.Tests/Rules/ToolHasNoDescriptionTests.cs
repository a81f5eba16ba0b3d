using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ToolHasNoDescriptionTests
{
    [Theory]
    [InlineData("""[[|ToolTask("t")|]] public partial class T { public int Run(int a) => a; }""", "T", "ToolTask")]
    [InlineData("""[[|ToolTask("t", Name = "tool", Description = " ")|]] public partial class T { public int Run(int a) => a; }""", "T", "ToolTask")]
    [InlineData("""[[|Runnel.ToolTaskAttribute("t")|]] public partial class T { public int Run(int a) => a; }""", "T", "ToolTask")]
    [InlineData("""[Tools] public partial class W { [[|Tool|]] public int Add(int a) => a; }""", "Add", "Tool")]
    [InlineData("""[Tools] public partial class W { [[|Tool("add", Strict = true)|]] public static async Task<int> AddAsync(int a) { await Task.Yield(); return a; } }""", "AddAsync", "Tool")]
    [InlineData("""[Tools] public partial class W { [[|Tool|]] public partial int Add(int a); public partial int Add(int a) => a; }""", "Add", "Tool")]
    public Task ToolThatOnlyHasAName_IsReported(string source, string name, string attribute) => VerifyUse.ReportsAsync(
        DescriptionRules.ToolHasNoDescription,
        $"A model is told nothing of '{name}' but its name, and has to guess when to call it; add Description = \"…\" to [{attribute}]",
        source);

    [Theory]
    [InlineData("""[ToolTask("t", Description = "d")] public partial class T { public int Run(int a) => a; }""")]
    [InlineData("""[ToolTask("t"), System.ComponentModel.Description("d")] public partial class T { public int Run(int a) => a; }""")]
    [InlineData("""[ToolTask("t")] public partial class T { [System.ComponentModel.Description("d")] public int Run(int a) => a; }""")]
    [InlineData("""[Task("t")] public partial class T { public int Run(int a) => a; }""")]
    [InlineData("""[Tools] public partial class W { [Tool(Description = "d")] public int Add(int a) => a; public int Sub(int a) => a; }""")]
    [InlineData("""[Tools] public partial class W { [Tool, System.ComponentModel.Description("d")] public int Add(int a) => a; }""")]
    public Task DescribedTool_AndOthers_AreNotReported(string source) => VerifyUse.IsSilentAsync(DescriptionRules.ToolHasNoDescription, source);

    [Fact]
    public Task SetWithAToolOfAReferencedAssembly_IsNotReported()
    {
        var library = (UserProgram.Of("""[ToolTask("t")] public partial class T { public int Run(int a) => a; }""") with { AssemblyName = "Library" }).Generate();
        return VerifyUse.IsSilentAsync(
            DescriptionRules.ToolHasNoDescription,
            UserProgram.Of("[Tools(typeof(T))] public partial class W;") with { References = [library.ToReference()] });
    }
}
