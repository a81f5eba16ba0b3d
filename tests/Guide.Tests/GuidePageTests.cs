using System.Text.RegularExpressions;

namespace Runnel.Guide.Tests;

/// <summary>The guide shows code that is compiled and run here.</summary>
public sealed partial class GuidePageTests
{
    [Theory]
    [InlineData("docs/guide/runs.md")]
    [InlineData("docs/guide/payloads.md")]
    [InlineData("docs/guide/tools.md")]
    [InlineData("docs/guide/text.md")]
    public void TheGuidesCode_IsThatOfTheTests(string name)
    {
        var sources = typeof(GuidePageTests).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith("guide/", StringComparison.Ordinal)).Select(resource => Normalize(Read(resource))).ToList();
        var page = Read(name);
        var blocks = CodeBlock().Matches(page).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(sources, source => source.Contains(Normalize(block), StringComparison.Ordinal)));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    // Without indentation: on the page, the code stands alone.
    private static string Normalize(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim())).Trim();

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(GuidePageTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
