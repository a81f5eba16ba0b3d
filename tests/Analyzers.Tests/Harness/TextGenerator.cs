using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>Another generator of the user's, which adds one file.</summary>
internal sealed class TextGenerator(string hintName, string text) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(context.CompilationProvider, (output, _) => output.AddSource(hintName, text));
}
