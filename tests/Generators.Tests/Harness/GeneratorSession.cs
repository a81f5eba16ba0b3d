using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Runnel.Generators.Tests.Harness;

/// <summary>A generator over a project that is edited, as in an editor.</summary>
internal sealed class GeneratorSession
{
    private GeneratorDriver driver;
    private CSharpCompilation compilation;

    public GeneratorSession(UserProject project)
    {
        compilation = project.Compile();
        driver = CSharpGeneratorDriver.Create(
            [new RunnelGenerator().AsSourceGenerator()],
            parseOptions: project.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    public GeneratedProject Generate()
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        return new GeneratedProject((CSharpCompilation)output, driver.GetRunResult(), diagnostics);
    }

    /// <summary>Replaces text in one of the sources.</summary>
    public GeneratorSession Edit(string old, string replacement)
    {
        var tree = compilation.SyntaxTrees.Single(tree => tree.ToString().Contains(old, StringComparison.Ordinal));
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
}
