using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests;

/// <summary>
/// The descriptors, the pages, their index, the release files, the fixes and the tests name the same rules. A rule's name is that of the field which
/// holds its descriptor; of what parsers report there is a list besides.
/// </summary>
public sealed partial class RuleInventoryTests
{
    private const string ShapeCategory = "Runnel.Shape";

    // The thousands of a rule's number tell its category.
    private static readonly IReadOnlyDictionary<char, string> Categories = new Dictionary<char, string> { ['1'] = ShapeCategory, ['2'] = "Runnel.Streams", ['3'] = "Runnel.Usage" };

    private static readonly IReadOnlyDictionary<string, (string Name, DiagnosticDescriptor Descriptor)> Rules = typeof(TaskShapeAnalyzer).Assembly.GetTypes()
        .Where(type => type.Namespace == "Runnel.Analyzers.Rules")
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
        .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
        .Select(field => (field.Name, Descriptor: (DiagnosticDescriptor)field.GetValue(null)!))
        .OrderBy(rule => rule.Descriptor.Id, StringComparer.Ordinal)
        .ToDictionary(rule => rule.Descriptor.Id);

    public static TheoryData<string> Ids => [.. Rules.Keys];

    private static IReadOnlyDictionary<string, CodeFixProvider> Fixers =>
        FixedProgram.Fixers.SelectMany(fixer => fixer.FixableDiagnosticIds.Select(id => (id, fixer))).ToDictionary(pair => pair.id, pair => pair.fixer);

    [Fact]
    public void EveryRule_IsReportedByAnAnalyzer() => Assert.Equal(
        Rules.Keys,
        GeneratedProgram.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void EveryRuleOfTheParsers_HasItsDescriptor() => Assert.Equal(
        Enum.GetValues<Rule>().Select(rule => ($"RNL{(int)rule}", rule.ToString())),
        Rules.Where(rule => rule.Value.Descriptor.Category == ShapeCategory).Select(rule => (rule.Key, rule.Value.Name)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_HasTheCategoryOfItsNumber_AndThePageOfItsRule(string id)
    {
        var descriptor = Rules[id].Descriptor;

        Assert.Matches("^RNL[0-9]{4}$", id);
        Assert.Equal(Categories[id[3]], descriptor.Category);
        Assert.Equal(descriptor.Category == ShapeCategory, descriptor.DefaultSeverity == DiagnosticSeverity.Error);
        Assert.True(descriptor.IsEnabledByDefault);
        Assert.Equal($"https://github.com/runnel-net/runnel/blob/main/docs/rules/{id}.md", descriptor.HelpLinkUri);
    }

    [Fact]
    public void EveryRule_HasAPage() => Assert.Equal(
        Rules.Keys.Concat(Suppressions.Keys).Order(StringComparer.Ordinal),
        Pages().Select(Path.GetFileNameWithoutExtension).Where(page => page != "README").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_HasTheHeadOfItsRule_AndAllSections(string id)
    {
        var (name, descriptor) = Rules[id];
        var page = Read($"docs/{id}.md");
        var severity = descriptor.DefaultSeverity.ToString().ToLowerInvariant();
        var fix = Fixers.ContainsKey(id) ? " · code fix" : "";

        Assert.StartsWith($"# {id}: {descriptor.Title}\n\n`{name}` · category `{descriptor.Category}` · {severity} · on by default{fix}\n\n", page, StringComparison.Ordinal);
        Assert.Equal(["Cause", "Example", "Fix", "When to suppress"], Section().Matches(page).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void Index_HasALineForEachRule() => Assert.Equal(
        Rules.Select(rule => $"| [{rule.Key}]({rule.Key}.md) | {rule.Value.Descriptor.Title} |")
            .Concat(Suppressions.Keys.Order(StringComparer.Ordinal).Select(id => $"| [{id}]({id}.md) | {TitleOf(id)} |")),
        Read("docs/README.md").Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal)));

    [Fact]
    public void ReleaseFiles_NameEachRuleOnce() => Assert.Equal(
        Rules.Select(rule => $"{rule.Key} | {rule.Value.Descriptor.Category} | {rule.Value.Descriptor.DefaultSeverity} | {rule.Value.Name}"),
        Release().Matches(Read("releases/AnalyzerReleases.Shipped.md") + Read("releases/AnalyzerReleases.Unshipped.md"))
            .Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void EveryRule_HasATestClass_ThatFiresAndIsSilent()
    {
        var tests = TestsIn("Rules");

        Assert.Equal(Rules.Values.Select(rule => rule.Name + "Tests").Order(StringComparer.Ordinal), tests.Select(type => type.Name));
        Assert.All(tests, type =>
        {
            Assert.Contains(type.GetMethods(), method => IsReported().IsMatch(method.Name));
            Assert.Contains(type.GetMethods(), method => IsNotReported().IsMatch(method.Name));
        });
    }

    [Fact]
    public void EveryFixer_IsOfOneRule_UnderItsName_AndFixesAll() => Assert.All(FixedProgram.Fixers, fixer =>
    {
        var type = fixer.GetType();

        Assert.Equal(Rules[Assert.Single(fixer.FixableDiagnosticIds)].Name + "Fixer", type.Name);
        Assert.NotNull(fixer.GetFixAllProvider());
        Assert.Contains(type.GetCustomAttributes<ExportCodeFixProviderAttribute>(), export => export.Languages.Contains(LanguageNames.CSharp));
    });

    [Fact]
    public void EveryFixer_HasATestClass_ThatFixesAll()
    {
        var tests = TestsIn("Fixes");

        Assert.Equal(Fixers.Keys.Select(id => Rules[id].Name + "FixTests").Order(StringComparer.Ordinal), tests.Select(type => type.Name));
        Assert.All(tests, type => Assert.NotNull(type.GetMethod("All_AreFixedAtOnce")));
    }

    private static IReadOnlyList<Type> TestsIn(string folder) =>
    [
        .. typeof(RuleInventoryTests).Assembly.GetTypes()
            .Where(type => type.Namespace == $"Runnel.Analyzers.Tests.{folder}" && type.IsPublic)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

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
