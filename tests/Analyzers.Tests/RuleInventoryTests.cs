using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests;

/// <summary>The list of rules, the descriptors, the pages, their index, the release files and the tests name the same rules.</summary>
public sealed partial class RuleInventoryTests
{
    private static readonly IReadOnlyDictionary<string, string> Rules =
        Enum.GetValues<Rule>().ToDictionary(rule => $"RNL{(int)rule}", rule => rule.ToString());

    private static readonly ImmutableArray<DiagnosticDescriptor> Descriptors =
        [.. GeneratedProgram.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct().OrderBy(descriptor => descriptor.Id)];

    public static TheoryData<string> Ids => [.. Rules.Keys];

    [Fact]
    public void EveryRule_HasOneDescriptor() => Assert.Equal(Rules.Keys.Order(StringComparer.Ordinal), Descriptors.Select(descriptor => descriptor.Id));

    [Fact]
    public void EveryDescriptor_IsDeclaredUnderTheNameOfItsRule()
    {
        var fields = typeof(TaskShapeAnalyzer).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .ToDictionary(field => ((DiagnosticDescriptor)field.GetValue(null)!).Id, field => field.Name);

        Assert.Equal(Rules.OrderBy(rule => rule.Key, StringComparer.Ordinal), fields.OrderBy(field => field.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void EveryDescriptor_IsAnErrorOfTheShapeCategory_WithThePageOfItsRule() => Assert.All(Descriptors, descriptor =>
    {
        Assert.Equal("Runnel.Shape", descriptor.Category);
        Assert.Equal(DiagnosticSeverity.Error, descriptor.DefaultSeverity);
        Assert.True(descriptor.IsEnabledByDefault);
        Assert.Equal($"https://github.com/runnel-net/runnel/blob/main/docs/rules/{descriptor.Id}.md", descriptor.HelpLinkUri);
    });

    [Fact]
    public void EveryRule_HasAPage() =>
        Assert.Equal(Rules.Keys.Order(StringComparer.Ordinal), Pages().Select(Path.GetFileNameWithoutExtension).Where(page => page != "README").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_HasTheTitleOfItsRule_AndAllSections(string id)
    {
        var page = Read($"docs/{id}.md");
        var descriptor = Descriptors.Single(descriptor => descriptor.Id == id);

        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        Assert.Equal(["Cause", "Example", "Fix", "When to suppress"], Section().Matches(page).Select(match => match.Groups[1].Value));
        Assert.Contains($"`{Rules[id]}`", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Index_HasALineForEachRule() => Assert.Equal(
        Descriptors.Select(descriptor => $"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.Title} |"),
        Read("docs/README.md").Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal)));

    [Fact]
    public void ReleaseFiles_NameEachRuleOnce() => Assert.Equal(
        Rules.OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"{rule.Key} | Runnel.Shape | Error | {rule.Value}"),
        Release().Matches(Read("releases/AnalyzerReleases.Shipped.md") + Read("releases/AnalyzerReleases.Unshipped.md"))
            .Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void EveryRule_HasATestClass_ThatFiresAndIsSilent()
    {
        var tests = typeof(RuleInventoryTests).Assembly.GetTypes().Where(type => type is { Namespace: "Runnel.Analyzers.Tests.Rules", IsPublic: true }).ToList();

        Assert.Equal(Rules.Values.Select(name => name + "Tests").Order(StringComparer.Ordinal), tests.Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.All(tests, type =>
        {
            Assert.Contains(type.GetMethods(), method => IsReported().IsMatch(method.Name));
            Assert.Contains(type.GetMethods(), method => IsNotReported().IsMatch(method.Name));
        });
    }

    private static IEnumerable<string> Pages() => typeof(RuleInventoryTests).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("docs/", StringComparison.Ordinal));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(RuleInventoryTests).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^(RNL\d{4} \| [\w.]+ \| \w+ \| \w+),", RegexOptions.Multiline)]
    private static partial Regex Release();

    [GeneratedRegex("(Is|Are)Reported")]
    private static partial Regex IsReported();

    [GeneratedRegex("(Is|Are)NotReported")]
    private static partial Regex IsNotReported();
}
