using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>What a project tells its analyzers besides its sources: properties and files, as the compiler hands them on and as an editor does.</summary>
internal static class ProjectOptions
{
    /// <summary>The folder of the project.</summary>
    public const string Folder = "/src/MyApp/";

    public static AnalyzerOptions Of(UserProgram program) => new(
        [.. program.AdditionalFiles.Select(file => new File(Folder + file.Key, file.Value))],
        new Provider(program.Properties.ToImmutableDictionary(property => "build_property." + property.Key, property => property.Value, StringComparer.OrdinalIgnoreCase)));

    public static Solution AddTo(Solution solution, ProjectId project, UserProgram program)
    {
        foreach (var file in program.AdditionalFiles)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project), file.Key, SourceText.From(file.Value), filePath: Folder + file.Key);
        }

        var properties = string.Concat(program.Properties.Select(property => $"build_property.{property.Key} = {property.Value}\n"));
        return solution.AddAnalyzerConfigDocument(
            DocumentId.CreateNewId(project), ".globalconfig", SourceText.From("is_global = true\n" + properties), filePath: Folder + ".globalconfig");
    }

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Provider(ImmutableDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(ImmutableDictionary<string, string>.Empty);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(ImmutableDictionary<string, string>.Empty);
    }

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
