using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Runnel.Benchmarks.Suites.Analyzers;

/// <summary>A property or a file of a project, as the compiler hands it on.</summary>
internal static class ProjectOptions
{
    public static AnalyzerOptions None { get; } = new([], new Provider(new Options([])));

    public static AnalyzerOptions OfProperty(string name, string value) =>
        new([], new Provider(new Options(new() { ["build_property." + name] = value })));

    public static AnalyzerOptions OfFile(string name, string text) => new([new File(name, SourceText.From(text))], new Provider(new Options([])));

    private sealed class File(string path, SourceText text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    private sealed class Provider(Options global) : AnalyzerConfigOptionsProvider
    {
        private static readonly Options OfFiles = new([]);

        public override AnalyzerConfigOptions GlobalOptions => global;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => OfFiles;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => OfFiles;
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
