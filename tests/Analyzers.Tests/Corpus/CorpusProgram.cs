using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Corpus;

/// <summary>
/// A program of the corpus: one assembly, or two of which the second references the first. Beside its sources it may have what a project
/// tells its analyzers: properties.txt, a line for each, and the contracts that it has locked. What the rules say of it is in expected.txt.
/// </summary>
internal sealed class CorpusProgram
{
    // What an author whose project is a web app, or a project of tests, has besides.
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Web = new(() => [.. WebFiles().Select(file => MetadataReference.CreateFromFile(file))]);
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Xunit = new(() =>
        [.. Directory.GetFiles(AppContext.BaseDirectory, "xunit.v3.*.dll").Select(file => MetadataReference.CreateFromFile(file))]);

    // The SDK gives it to every project. Made anew for each program: it is not ours to say that it keeps nothing.
    private static readonly Lazy<Type> JsonGenerator = new(() => Assembly
        .LoadFrom(Path.Combine(Root, "Generators", "System.Text.Json.SourceGeneration.dll"))
        .GetType("System.Text.Json.SourceGeneration.JsonSourceGenerator", throwOnError: true)!);

    private CorpusProgram(IReadOnlyList<CorpusFile> files, IReadOnlyList<GeneratedProgram> assemblies) => (Files, Assemblies) = (files, assemblies);

    public IReadOnlyList<CorpusFile> Files { get; }

    /// <summary>In the order in which they are compiled.</summary>
    public IReadOnlyList<GeneratedProgram> Assemblies { get; }

    private static string Root => Path.Combine(AppContext.BaseDirectory, "Corpus");

    public static IEnumerable<string> Names(string kind) =>
        Directory.GetDirectories(Path.Combine(Root, kind)).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    /// <summary>What the rules are to say: the place, the rule, and the text that is pointed at.</summary>
    public static IReadOnlyList<string> ExpectedOf(string kind, string name) =>
        [.. Texts(Path.Combine(Root, kind, name), "expected.txt").Values.SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Where(line => !line.StartsWith('#'))];

    public static CorpusProgram Compile(string kind, string name)
    {
        var folder = Path.Combine(Root, kind, name);
        var contracts = Path.Combine(folder, "Contracts");
        if (!Directory.Exists(contracts))
        {
            var files = Read(folder, folder);
            return new CorpusProgram(files, [Generate("MyApp", files, [], folder)]);
        }

        var app = Path.Combine(folder, "App");
        var (libraryFiles, appFiles) = (Read(folder, contracts), Read(folder, app));
        var library = Generate("MyApp.Contracts", libraryFiles, [], contracts);
        return new CorpusProgram([.. libraryFiles, .. appFiles], [library, Generate("MyApp", appFiles, [library.ToReference()], app)]);
    }

    /// <summary>Whether the place is in a file that the author wrote.</summary>
    public bool IsAuthors(Location location) => location.SourceTree is { } tree && Files.Any(file => file.Path == tree.FilePath);

    private static GeneratedProgram Generate(string assemblyName, IReadOnlyList<CorpusFile> files, IReadOnlyList<MetadataReference> references, string folder) =>
        new UserProgram
        {
            Sources = [.. files.Select(file => file.Text)],
            PathOf = number => files[number].Path,
            AssemblyName = assemblyName,
            References = [.. references, .. Uses(files, "Microsoft.AspNetCore") ? Web.Value : [], .. Uses(files, "Xunit") ? Xunit.Value : []],
            OtherGenerators = Uses(files, "System.Text.Json.Serialization") ? [(IIncrementalGenerator)Activator.CreateInstance(JsonGenerator.Value)!] : [],
            Properties = Texts(folder, "properties.txt").Values
                .SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                .Select(line => line.Split(" = "))
                .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal),
            AdditionalFiles = Texts(folder, LockedProgram.File),
        }.Generate();

    private static bool Uses(IReadOnlyList<CorpusFile> files, string name) =>
        files.Any(file => file.Text.Contains($"using {name}", StringComparison.Ordinal));

    private static List<CorpusFile> Read(string program, string folder) =>
    [
        .. from file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
           orderby file
           select new CorpusFile(Path.GetRelativePath(program, file), File.ReadAllText(file)),
    ];

    // A file that a program may have, by its name.
    private static Dictionary<string, string> Texts(string folder, string name) =>
        Directory.GetFiles(folder, name).ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);

    // The SDK brings ASP.NET's assemblies beside those of the runtime.
    private static IEnumerable<string> WebFiles()
    {
        var runtime = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        var known = UserProgram.FrameworkReferences.Select(reference => Path.GetFileName(reference.Display)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var web = new DirectoryInfo(Path.Combine(runtime.Parent!.Parent!.FullName, "Microsoft.AspNetCore.App"))
            .GetDirectories($"{Environment.Version.Major}.*").MaxBy(folder => folder.Name, StringComparer.Ordinal)!;
        return web.GetFiles("Microsoft.*.dll").Where(file => !known.Contains(file.Name)).Select(file => file.FullName);
    }
}

/// <summary>One of the files of a program.</summary>
internal sealed record CorpusFile(string Path, string Text);
