using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Runnel.Generators.Tests.Harness;

/// <summary>A user's project with what was generated for it.</summary>
internal sealed class GeneratedProject(CSharpCompilation compilation, GeneratorDriverRunResult result, ImmutableArray<Diagnostic> generatorDiagnostics)
{
    private readonly Lazy<ImmutableArray<Diagnostic>> compilerDiagnostics = new(() => compilation.GetDiagnostics());

    public CSharpCompilation Compilation => compilation;

    /// <summary>The generated sources by their hint names.</summary>
    public IReadOnlyDictionary<string, string> Sources => Texts.ToDictionary(source => source.Key, source => source.Value.ToString());

    /// <summary>The generated texts; one that was not emitted again is the same object as before.</summary>
    public IReadOnlyDictionary<string, SourceText> Texts { get; } = result.Results
        .SelectMany(generator => generator.GeneratedSources)
        .ToDictionary(source => source.HintName, source => source.SourceText);

    /// <summary>
    /// What the compiler says, warnings and hints included, and what went wrong in the generator. Users need not document their own
    /// members; ours are documented.
    /// </summary>
    public IReadOnlyList<string> Diagnostics =>
    [
        .. generatorDiagnostics.Select(diagnostic => diagnostic.ToString()),
        .. compilerDiagnostics.Value
            .Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)
            .Where(diagnostic => diagnostic.Id != "CS1591" || IsGenerated(diagnostic.Location))
            .Select(diagnostic => diagnostic.ToString()),
    ];

    /// <summary>The errors' ids, in order.</summary>
    public IReadOnlyList<string> ErrorIds =>
        [.. compilerDiagnostics.Value.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id)];

    /// <summary>The outputs of the pipeline's stages, and of Roslyn's own, by the stages' names.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> Steps => result.Results[0].TrackedSteps;

    /// <summary>Why each output of a pipeline stage is what it is.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string trackingName) =>
        Steps.TryGetValue(trackingName, out var steps)
            ? [.. steps.SelectMany(step => step.Outputs).Select(output => output.Reason)]
            : [];

    /// <summary>The values that some stages gave.</summary>
    public IReadOnlyList<object> Values(params string[] trackingNames) =>
    [
        .. from name in trackingNames
           where Steps.ContainsKey(name)
           from step in Steps[name]
           from output in step.Outputs
           select output.Value,
    ];

    /// <summary>Fails with all diagnostics and the generated sources that they are in, unless there are none.</summary>
    public GeneratedProject AssertCompiles()
    {
        if (Diagnostics.Count > 0)
        {
            var sources = Sources.Where(source => Diagnostics.Any(diagnostic => diagnostic.Contains(source.Key, StringComparison.Ordinal)));
            Assert.Fail(string.Join("\n", Diagnostics) + "\n\n" + string.Join("\n", sources.Select(source => $"// ==== {source.Key}\n{source.Value}")));
        }

        return this;
    }

    /// <summary>The project compiled, for another to reference.</summary>
    public MetadataReference ToReference() => AssertCompiles().Compilation.ToMetadataReference();

    /// <summary>Compiles and loads the project, after the libraries that it references.</summary>
    public LoadedProject Load(params ReadOnlySpan<GeneratedProject> libraries) =>
        new([.. libraries.ToArray().Append(this).Select(project => project.AssertCompiles().Compilation)]);

    private static bool IsGenerated(Location location) => location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) ?? false;
}
