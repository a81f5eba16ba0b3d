using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Runnel.Generators.Tests.Harness;

/// <summary>A generator over a project that is edited, as in an editor.</summary>
internal sealed class GeneratorSession
{
    private GeneratorDriver driver;
    private CSharpCompilation compilation;

    /// <param name="project">The project before the first edit.</param>
    /// <param name="tracksSteps">Whether to tell why each step ran; off, as in an editor, less of the past is kept.</param>
    /// <param name="others">Generators that run beside it.</param>
    public GeneratorSession(UserProject project, bool tracksSteps = true, params IEnumerable<IIncrementalGenerator> others)
    {
        compilation = project.Compile();
        driver = CSharpGeneratorDriver.Create(
            [new RunnelGenerator().AsSourceGenerator(), .. others.Select(other => other.AsSourceGenerator())],
            parseOptions: project.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracksSteps));
    }

    public GeneratedProject Generate()
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        return new GeneratedProject((CSharpCompilation)output, driver.GetRunResult(), diagnostics);
    }

    /// <summary>Replaces text in one of the sources.</summary>
    public GeneratorSession Edit(string old, string replacement)
    {
        var tree = Find(old);
        var text = tree.ToString().Replace(old, replacement, StringComparison.Ordinal);
        compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
        return this;
    }

    /// <summary>Adds a source.</summary>
    public GeneratorSession Add(string source)
    {
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, options, $"Added{compilation.SyntaxTrees.Length}.cs"));
        return this;
    }

    /// <summary>Removes the source that holds a text.</summary>
    public GeneratorSession Remove(string text)
    {
        compilation = compilation.RemoveSyntaxTrees(Find(text));
        return this;
    }

    /// <summary>Adds a reference.</summary>
    public GeneratorSession Reference(MetadataReference reference)
    {
        compilation = compilation.AddReferences(reference);
        return this;
    }

    private SyntaxTree Find(string text) => compilation.SyntaxTrees.Single(tree => tree.ToString().Contains(text, StringComparison.Ordinal));
}
