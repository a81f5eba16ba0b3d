using Microsoft.CodeAnalysis;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Corpus;

/// <summary>
/// Programs as people write them. In the clean ones nothing is forgotten, so no rule warns of anything; where one has a hint, it is beside them. The
/// hasty ones compile as well, say in comments what a reviewer would, and beside them is what the rules say.
/// </summary>
public sealed class CorpusTests
{
    private const string Review = "// review: ";

    public static TheoryData<string> Clean => [.. CorpusProgram.Names("Clean")];

    public static TheoryData<string> Hasty => [.. CorpusProgram.Names("Hasty")];

    [Theory]
    [MemberData(nameof(Clean))]
    public async Task CleanProgram_IsCompiledWithoutAWarning(string name)
    {
        var program = CorpusProgram.Compile("Clean", name);

        AssertNone(await ComplaintsAsync(program));
        Assert.DoesNotContain(await SaidOfAsync(program), diagnostic => diagnostic.Severity > DiagnosticSeverity.Info);
        await AssertSaidAsync("Clean", name, program);
        Assert.All(program.Files, file => Assert.DoesNotContain("#pragma warning", file.Text, StringComparison.Ordinal));
        Assert.All(program.Files, file => Assert.DoesNotContain(Review.Trim(), file.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Hasty))]
    public async Task HastyProgram_Compiles_AndHasARemarkOfAReviewer(string name)
    {
        var program = CorpusProgram.Compile("Hasty", name);

        AssertNone(await ComplaintsAsync(program));
        Assert.Contains(program.Files, file => file.Text.Contains(Review, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Hasty))]
    public async Task HastyProgram_IsToldWhatIsExpected_AndNothingElse(string name)
    {
        await AssertSaidAsync("Hasty", name, CorpusProgram.Compile("Hasty", name));
    }

    [Fact]
    public void EveryRuleAboutPrograms_IsExpectedOfAHastyOne()
    {
        var rules = GeneratedProgram.Analyzers
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(rule => rule.Category is "Runnel.Streams" or "Runnel.Usage" && rule.DefaultSeverity >= DiagnosticSeverity.Info)
            .Select(rule => rule.Id);
        var expected = CorpusProgram.Names("Hasty").SelectMany(name => CorpusProgram.ExpectedOf("Hasty", name)).Select(line => line.Split(' ')[1]);

        Assert.Empty(rules.Except(expected));
    }

    [Fact]
    public void Corpus_HasProgramsOfBothKinds()
    {
        Assert.InRange(CorpusProgram.Names("Clean").Count(), 79, int.MaxValue);
        Assert.InRange(CorpusProgram.Names("Hasty").Count(), 21, int.MaxValue);
    }

    private static async Task AssertSaidAsync(string kind, string name, CorpusProgram program)
    {
        var (expected, actual) = (Lines(CorpusProgram.ExpectedOf(kind, name)), Lines((await SaidOfAsync(program)).Select(Describe)));
        Assert.True(expected == actual, $"Expected of {name}:\n{expected}\n\nActual:\n{actual}");
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));

    private static async Task<IReadOnlyList<Diagnostic>> SaidOfAsync(CorpusProgram program)
    {
        var said = new List<Diagnostic>();
        foreach (var assembly in program.Assemblies)
        {
            said.AddRange((await assembly.AnalyzeAsync()).Where(IsSaidAloud));
        }

        return said;
    }

    // Errors wherever they are, and the compiler's warnings where the author can see to them.
    private static async Task<IReadOnlyList<Diagnostic>> ComplaintsAsync(CorpusProgram program)
    {
        var complaints = new List<Diagnostic>();
        foreach (var assembly in program.Assemblies)
        {
            complaints.AddRange(assembly.GeneratorDiagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
            complaints.AddRange(from diagnostic in await assembly.AnalyzeAsync()
                                where !diagnostic.Id.StartsWith("RNL", StringComparison.Ordinal)
                                where diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id is "AD0001" or "CS8785"
                                    || (diagnostic.Severity == DiagnosticSeverity.Warning && program.IsAuthors(diagnostic.Location))
                                select diagnostic);
        }

        return complaints;
    }

    private static bool IsSaidAloud(Diagnostic diagnostic) =>
        diagnostic.Id.StartsWith("RNL", StringComparison.Ordinal) && diagnostic.Severity >= DiagnosticSeverity.Info && !diagnostic.IsSuppressed;

    // As a compiler would, with the text that it points at.
    private static string Describe(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var span = diagnostic.Location.SourceSpan;
        var text = diagnostic.Location.SourceTree?.ToString().Substring(span.Start, span.Length).ReplaceLineEndings("\n").Split('\n')[0];
        return $"{Path.GetRelativePath(ProjectOptions.Folder, Path.Combine(ProjectOptions.Folder, place.Path))}({place.StartLinePosition.Line + 1}) {diagnostic.Id} {text}".TrimEnd();
    }

    private static void AssertNone(IReadOnlyList<Diagnostic> complaints) => Assert.True(complaints.Count == 0, string.Join('\n', complaints));
}
