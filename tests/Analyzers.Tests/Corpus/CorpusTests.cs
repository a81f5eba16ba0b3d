using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Tests.Corpus;

/// <summary>
/// Programs as people write them. In the clean ones nothing is forgotten, so no rule may say anything about them; the hasty ones compile as
/// well, and say in comments what a reviewer would.
/// </summary>
public sealed class CorpusTests
{
    private const string Review = "// review: ";

    public static TheoryData<string> Clean => [.. CorpusProgram.Names("Clean")];

    public static TheoryData<string> Hasty => [.. CorpusProgram.Names("Hasty")];

    [Theory]
    [MemberData(nameof(Clean))]
    public async Task CleanProgram_IsCompiledWithoutAWord(string name)
    {
        var program = CorpusProgram.Compile("Clean", name);

        AssertNone(await ComplaintsAsync(program, rules: true));
        Assert.All(program.Files, file => Assert.DoesNotContain("#pragma warning", file.Text, StringComparison.Ordinal));
        Assert.All(program.Files, file => Assert.DoesNotContain(Review.Trim(), file.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Hasty))]
    public async Task HastyProgram_Compiles_AndHasARemarkOfAReviewer(string name)
    {
        var program = CorpusProgram.Compile("Hasty", name);

        AssertNone(await ComplaintsAsync(program, rules: false));
        Assert.Contains(program.Files, file => file.Text.Contains(Review, StringComparison.Ordinal));
    }

    [Fact]
    public void Corpus_HasProgramsOfBothKinds()
    {
        Assert.InRange(CorpusProgram.Names("Clean").Count(), 44, int.MaxValue);
        Assert.InRange(CorpusProgram.Names("Hasty").Count(), 6, int.MaxValue);
    }

    // Errors wherever they are, the compiler's warnings where the author can see to them, and, if asked for, whatever a rule says aloud.
    private static async Task<IReadOnlyList<Diagnostic>> ComplaintsAsync(CorpusProgram program, bool rules)
    {
        var complaints = new List<Diagnostic>();
        foreach (var assembly in program.Assemblies)
        {
            complaints.AddRange(assembly.GeneratorDiagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
            complaints.AddRange(from diagnostic in await assembly.AnalyzeAsync()
                                let isRules = diagnostic.Id.StartsWith("RNL", StringComparison.Ordinal)
                                where isRules
                                    ? rules && diagnostic.Severity >= DiagnosticSeverity.Info
                                    : diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id is "AD0001" or "CS8785"
                                        || (diagnostic.Severity == DiagnosticSeverity.Warning && program.IsAuthors(diagnostic.Location))
                                select diagnostic);
        }

        return complaints;
    }

    private static void AssertNone(IReadOnlyList<Diagnostic> complaints) => Assert.True(complaints.Count == 0, string.Join('\n', complaints));
}
