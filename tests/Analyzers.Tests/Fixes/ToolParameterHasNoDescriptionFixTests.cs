using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class ToolParameterHasNoDescriptionFixTests
{
    private const string Task = """[ToolTask("t")] public partial class T { public int Run(P place) => 1; }""";
    private const string Using = "using System.ComponentModel;\n";

    [Theory]
    [InlineData("[Tools] public partial class W { [Tool] public int Find(string city) => 1; }", Using + "[Tools] public partial class W { [Tool] public int Find([Description(\"TODO: say what 'city' is.\")] string city) => 1; }")]
    [InlineData("// head\nusing MyApp;\n\nnamespace MyApp { }\n[Tools] public partial class W { [Tool] public int Find(string city) => 1; }", "// head\nusing System.ComponentModel;\nusing MyApp;\n\nnamespace MyApp { }\n[Tools] public partial class W { [Tool] public int Find([Description(\"TODO: say what 'city' is.\")] string city) => 1; }")]
    [InlineData("using System;\nusing System.Text;\n[Tools] public partial class W { [Tool] public int Find(string city) => 1; }", "using System;\nusing System.ComponentModel;\nusing System.Text;\n[Tools] public partial class W { [Tool] public int Find([Description(\"TODO: say what 'city' is.\")] string city) => 1; }")]
    [InlineData(Using + "[Tools] public partial class W { [Tool] public int Find(\n    [System.ComponentModel.DataAnnotations.Required] string city) => 1; }", Using + "[Tools] public partial class W { [Tool] public int Find(\n    [Description(\"TODO: say what 'city' is.\")] [System.ComponentModel.DataAnnotations.Required] string city) => 1; }")]
    [InlineData("/// <summary>Tools.</summary>\n[Tools] public partial class W { [Tool] public int Find(string city) => 1; }", Using + "/// <summary>Tools.</summary>\n[Tools] public partial class W { [Tool] public int Find([Description(\"TODO: say what 'city' is.\")] string city) => 1; }")]
    [InlineData("class DescriptionAttribute : Attribute; [Tools] public partial class W { [Tool] public int Find(string city) => 1; }", "class DescriptionAttribute : Attribute; [Tools] public partial class W { [Tool] public int Find([System.ComponentModel.Description(\"TODO: say what 'city' is.\")] string city) => 1; }")]
    public Task Parameter_IsGivenAText(string before, string after) => VerifyFix.ChangesAsync(DescriptionRules.ToolParameterHasNoDescription, before, after);

    [Theory]
    [InlineData("public record P(string City);", Using + "public record P([Description(\"TODO: say what 'City' is.\")] string City);")]
    [InlineData(
        "public class P\n{\n    /// <summary>The city.</summary>\n    public string City { get; set; } = \"\";\n}\n",
        Using + "public class P\n{\n    /// <summary>The city.</summary>\n    [Description(\"TODO: say what 'City' is.\")]\n    public string City { get; set; } = \"\";\n}\n")]
    public Task Member_IsGivenAText(string before, string after) => VerifyFix.ChangesAsync(DescriptionRules.ToolParameterHasNoDescription, before, after, Task);

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        DescriptionRules.ToolParameterHasNoDescription,
        4,
        "public record P(string City, int Days) { public bool Now { get; init; } }\n" + Task,
        "[Tools] public partial class W { [Tool] public int Find(string city) => 1; }");
}
