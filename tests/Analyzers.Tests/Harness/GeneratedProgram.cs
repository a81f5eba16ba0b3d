using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>A program with all that was generated for it.</summary>
internal sealed class GeneratedProgram(CSharpCompilation compilation, GeneratorDriverRunResult result, ImmutableArray<Diagnostic> generatorDiagnostics, AnalyzerOptions options)
{
    /// <summary>All analyzers of the assembly, so that none is forgotten.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. from type in typeof(TaskShapeAnalyzer).Assembly.GetTypes()
           where type.IsSubclassOf(typeof(DiagnosticAnalyzer))
           orderby type.FullName
           select (DiagnosticAnalyzer)Activator.CreateInstance(type)!,
    ];

    public CSharpCompilation Compilation => compilation;

    public ImmutableArray<Diagnostic> GeneratorDiagnostics => generatorDiagnostics;

    public IReadOnlyDictionary<string, string> Sources => result.Results
        .Where(generator => !generator.GeneratedSources.IsDefault)
        .SelectMany(generator => generator.GeneratedSources)
        .ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>It as a library comes to a project: compiled, without its sources.</summary>
    public MetadataReference ToReference()
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>What the compiler and our analyzers say; an exception of one is AD0001.</summary>
    public Task<ImmutableArray<Diagnostic>> AnalyzeAsync() => compilation
        .WithAnalyzers(Analyzers, new CompilationWithAnalyzersOptions(
            options, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
        .GetAllDiagnosticsAsync();

    /// <summary>All errors that a user would see, the compiler's first; and what says that a generator or an analyzer threw.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ErrorsAsync() =>
    [
        .. from diagnostic in generatorDiagnostics.Concat(await AnalyzeAsync())
           where diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id is "CS8785" or "AD0001"
           orderby diagnostic.Id.StartsWith("RNL", StringComparison.Ordinal), diagnostic.Location.SourceTree?.FilePath, diagnostic.Location.SourceSpan.Start
           select diagnostic,
    ];
}
