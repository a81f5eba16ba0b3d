using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Runnel.OpenAI.Tests.Readme;

/// <summary>The package's README shows code that is compiled here.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void TheReadmesCode_IsThatOfTheTests()
    {
        var sources = typeof(ReadmeTests).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith("readme/", StringComparison.Ordinal)).Select(resource => Normalize(Read(resource))).ToList();
        var paragraphs = CodeBlock().Matches(Read("README.md")).SelectMany(match => Normalize(match.Groups[1].Value).Split("\n\n")).ToList();

        Assert.Equal(4, paragraphs.Count);
        Assert.All(paragraphs, paragraph => Assert.Contains(sources, source => source.Contains(paragraph, StringComparison.Ordinal)));
    }

    [Fact]
    public void TheReadmesClient_IsOfItsModelAndEndpoint()
    {
        using var model = ReadmeClient.Create("sk-test");

        var metadata = model.GetService<ChatClientMetadata>();
        Assert.Equal(("gpt-5-mini", "https://api.openai.com/v1"), (metadata?.DefaultModelId, metadata?.ProviderUri?.ToString()));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CodeBlock();

    // Without indentation: on the page, the code stands alone.
    private static string Normalize(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim())).Trim();

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ReadmeTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
