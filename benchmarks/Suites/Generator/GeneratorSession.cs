using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Runnel.Benchmarks.Suites.Generator;

/// <summary>A generator over a project, as an editor keeps it.</summary>
internal sealed class GeneratorSession(IIncrementalGenerator generator)
{
    private GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: SampleProject.ParseOptions);
    private IReadOnlyDictionary<string, SourceText> sources = new Dictionary<string, SourceText>();

    /// <summary>What the last run emitted anew: the driver keeps the very text of what it took over from the run before.</summary>
    public int Emitted { get; private set; }

    /// <summary>Those among them whose text is as it was.</summary>
    public int EmittedInVain { get; private set; }

    public void Run(CSharpCompilation compilation) => driver = driver.RunGenerators(compilation);

    /// <summary>Compares what there is with what there was.</summary>
    public void Compare()
    {
        var result = driver.GetRunResult().Results.Single();
        if (result.Exception is { } exception)
        {
            throw new InvalidOperationException("The generator failed.", exception);
        }

        var before = sources;
        sources = result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText);
        var emitted = sources.Where(source => before.GetValueOrDefault(source.Key) != source.Value).ToList();
        Emitted = emitted.Count;
        EmittedInVain = emitted.Count(source => before.TryGetValue(source.Key, out var old) && old.ContentEquals(source.Value));
    }
}
