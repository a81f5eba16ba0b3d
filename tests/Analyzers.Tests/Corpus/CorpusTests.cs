using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Tests.Corpus;

/// <summary>
/// Programs as people write them. Nothing is forgotten in them, so no rule may say anything about them.
/// </summary>
public sealed class CorpusTests
{
    private const string Review = "// review: ";

    public static TheoryData<string> Clean => [.. CorpusProgram.Names("Clean")];

    [Theory]
    [MemberData(nameof(Clean))]
    public async Task CleanProgram_IsCompiledWithoutAWord(string name)
    {
        var program = CorpusProgram.Compile("Clean", name);

        AssertNone(await ComplaintsAsync(program, rules: true));
        Assert.All(program.Files, file => Assert.DoesNotContain("#pragma warning", file.Text, StringComparison.Ordinal));
        Assert.All(program.Files, file => Assert.DoesNotContain(Review.Trim(), file.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Corpus_HasManyPrograms()
    {
        Assert.InRange(CorpusProgram.Names("Clean").Count(), 44, int.MaxValue);
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
