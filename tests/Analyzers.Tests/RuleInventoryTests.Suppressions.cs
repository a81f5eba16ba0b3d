using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests;

/// <summary>What the suppressors suppress has pages and tests too.</summary>
public sealed partial class RuleInventoryTests
{
    private static readonly IReadOnlyDictionary<string, (string Name, SuppressionDescriptor Descriptor)> Suppressions = typeof(TaskShapeAnalyzer).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(SuppressionDescriptor))
        .Select(field => (field.Name, Descriptor: (SuppressionDescriptor)field.GetValue(null)!))
        .ToDictionary(suppression => suppression.Descriptor.Id);

    public static TheoryData<string> SuppressionIds => [.. Suppressions.Keys];

    private static IEnumerable<DiagnosticSuppressor> Suppressors => GeneratedProgram.Analyzers.OfType<DiagnosticSuppressor>();

    [Fact]
    public void EverySuppression_IsMadeByASuppressor() => Assert.Equal(
        Suppressions.Keys.Order(StringComparer.Ordinal),
        Suppressors.SelectMany(suppressor => suppressor.SupportedSuppressions).Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(SuppressionIds))]
    public void PageOfASuppression_SaysWhatIsSuppressed_AndHasAllSections(string id)
    {
        var (name, descriptor) = Suppressions[id];
        var page = Read($"docs/{id}.md");

        Assert.Matches("^RNLS[0-9]{4}$", id);
        Assert.StartsWith($"# {id}: {TitleOf(id)}\n\n`{name}` · suppresses {descriptor.SuppressedDiagnosticId}\n\n", page, StringComparison.Ordinal);
        Assert.Equal(["What is suppressed", "Example", "When the warning stays"], Section().Matches(page).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void EverySuppressor_HasATestClass() => Assert.Equal(
        Suppressors.Select(suppressor => suppressor.GetType().Name + "Tests").Order(StringComparer.Ordinal), TestsIn("Suppressors").Select(type => type.Name));

    // A suppression has no title of its own: its page gives it one, and the index repeats that.
    private static string TitleOf(string id) => Read($"docs/{id}.md").Split('\n')[0].Substring($"# {id}: ".Length);
}
