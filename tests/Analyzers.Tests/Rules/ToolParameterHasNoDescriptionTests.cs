using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ToolParameterHasNoDescriptionTests
{
    [Theory]
    [InlineData("""[ToolTask("t")] public partial class T { public int Run(int [|city|], CancellationToken token) => 1; }""", "city")]
    [InlineData("""[ToolTask("t")] public partial class T { public int Run([System.ComponentModel.DataAnnotations.Range(1, 2)] int [|city|], [System.ComponentModel.Description("d")] int days, TaskContext context) => 1; }""", "city")]
    [InlineData("""public record P(string [|City|]); [ToolTask("t")] public partial class T { public int Run(P place) => 1; } [ToolTask("u")] public partial class U { public int Run(P place) => 1; }""", "City")]
    [InlineData("""public class P { public string [|City|] { get; set; } = ""; public int Length => City.Length; } [Tools] public partial class W { [Tool] public int Find(P place) => 1; }""", "City")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Find(List<string> [|cities|]) => 1; }""", "cities")]
    public Task ArgumentThatOnlyHasANameAndAType_IsReported(string source, string name) => VerifyUse.ReportsAsync(
        DescriptionRules.ToolParameterHasNoDescription,
        $"A model is told nothing of '{name}' but its name and type, and has to guess what to give; add [Description(\"…\")]",
        source);

    [Theory]
    [InlineData("""[ToolTask("t")] public partial class T { public int Run([System.ComponentModel.Description("d")] int city) => 1; }""")]
    [InlineData("""public record P([System.ComponentModel.Description("d")] string City); [ToolTask("t")] public partial class T { public int Run(P place) => 1; }""")]
    [InlineData("""public record P([property: System.ComponentModel.Description("d")] string City); [ToolTask("t")] public partial class T { public int Run(P place) => 1; }""")]
    [InlineData("""public record P([property: System.Text.Json.Serialization.JsonIgnore] string City = ""); [ToolTask("t")] public partial class T { public int Run(P place) => 1; }""")]
    [InlineData("""public record P(string City); [Task("t")] public partial class T { public int Run(P place) => 1; }""")]
    [InlineData("""[ToolTask("t")] public partial class T { public int Run() => 1; }""")]
    [InlineData("""[Tools] public partial class W { public int Find(int city) => 1; }""")]
    public Task DescribedArgument_AndOthers_AreNotReported(string source) => VerifyUse.IsSilentAsync(DescriptionRules.ToolParameterHasNoDescription, source);

    [Fact]
    public Task RecordOfAReferencedAssembly_IsNotReported()
    {
        var library = UserProgram.Of("public record P(string City);") with { AssemblyName = "Library" };
        return VerifyUse.IsSilentAsync(
            DescriptionRules.ToolParameterHasNoDescription,
            UserProgram.Of("""[ToolTask("t")] public partial class T { public int Run(P place) => 1; }""") with { References = [library.Generate().ToReference()] });
    }
}
