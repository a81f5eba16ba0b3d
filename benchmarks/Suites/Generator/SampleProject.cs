using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Runnel.Benchmarks.Suites.Generator;

/// <summary>A user's project: files with a task each, and files without.</summary>
internal sealed class SampleProject(int tasks, int others)
{
    private static readonly string[] NotReferenced = ["Microsoft.CodeAnalysis", "Runnel.Generators", "Runnel.Analyzers", "Runnel.Benchmarks"];

    /// <summary>The running framework and Runnel.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !NotReferenced.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // The 4.14 package calls C# 14 a preview.
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview);

    public string Name => $"{tasks:N0} tasks + {others:N0} files";

    /// <summary>The project as it is opened: every call gives one that nothing has been asked of yet.</summary>
    public CSharpCompilation Open() => CSharpCompilation.Create(
        "Shop",
        [
            Parse("Usings.cs", SampleSources.Usings),
            .. Enumerable.Range(0, tasks).Select(number => Parse(TaskFile(number), SampleSources.Task(number))),
            .. Enumerable.Range(0, others).Select(number => Parse(OtherFile(number), SampleSources.Other(number))),
        ],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static string TaskFile(int number) => $"Task{number}.cs";

    public static string OtherFile(int number) => $"Other{number}.cs";

    public static SyntaxTree Parse(string path, string source) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);
}
