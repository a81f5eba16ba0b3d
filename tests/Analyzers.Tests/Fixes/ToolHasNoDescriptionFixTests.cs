using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class ToolHasNoDescriptionFixTests
{
    private const string Text = "Description = \"TODO: say what the tool does, and when to call it.\"";

    [Theory]
    [InlineData("[Tool]", $"[Tool({Text})]")]
    [InlineData("[Tool()]", $"[Tool({Text})]")]
    [InlineData("[Obsolete, Tool]", $"[Obsolete, Tool({Text})]")]
    [InlineData("[Tool(\"convert\")]", $"[Tool(\"convert\", {Text})]")]
    [InlineData("[Tool(Strict = true /* yes */)]", $"[Tool(Strict = true /* yes */, {Text})]")]
    [InlineData("[Tool(Description = \"\")]", $"[Tool({Text})]")]
    public Task Tool_IsGivenAText(string before, string after) => VerifyFix.ChangesAsync(DescriptionRules.ToolHasNoDescription, Set(before), Set(after));

    [Fact]
    public Task ToolTask_IsGivenAText() => VerifyFix.ChangesAsync(
        DescriptionRules.ToolHasNoDescription,
        """[ToolTask("t")] public partial class T { public int Run(int a) => a; }""",
        $$"""[ToolTask("t", {{Text}})] public partial class T { public int Run(int a) => a; }""");

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        DescriptionRules.ToolHasNoDescription,
        3,
        "[Tools] public partial class W { [Tool] public int Add(int a) => a;\n[Tool(\"sub\")] public int Subtract(int a) => a; }",
        """[ToolTask("t")] public partial class T { public int Run(int a) => a; }""");

    private static string Set(string attribute) => $$"""
        [Tools]
        public partial class W
        {
            {{attribute}}
            public double Convert(double celsius) => celsius;
        }
        """;
}
