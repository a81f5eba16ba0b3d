using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Runnel.Generators;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>A user's program: what the compiler is given, and after it our generator, other generators, and all our analyzers.</summary>
internal sealed record UserProgram
{
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Runnel;
        """;

    private static readonly string[] NotForUsers = ["Microsoft.CodeAnalysis", "xunit", "Runnel.Generators", "Runnel.Analyzers", "Microsoft.TestPlatform", "Microsoft.VisualStudio", "testhost"];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.None);

    /// <summary>The running framework and Runnel.</summary>
    public static IReadOnlyList<MetadataReference> FrameworkReferences { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !NotForUsers.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // Programs with the same references are made of one, so that these are read once.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "MyApp",
        [CSharpSyntaxTree.ParseText(GlobalUsings, ParseOptions, "GlobalUsings.cs")],
        FrameworkReferences,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public required IReadOnlyList<string> Sources { get; init; }

    public string AssemblyName { get; init; } = Empty.AssemblyName!;

    /// <summary>The file of a source.</summary>
    public Func<int, string> PathOf { get; init; } = static number => $"Source{number}.cs";

    public IReadOnlyList<IIncrementalGenerator> OtherGenerators { get; init; } = [];

    /// <summary>A library, unless it is an app.</summary>
    public bool IsApp { get; init; }

    /// <summary>What it references besides.</summary>
    public IReadOnlyList<MetadataReference> References { get; init; } = [];

    /// <summary>The folder that the compiler is told to give generators' files.</summary>
    public string? GeneratedFiles { get; init; }

    /// <summary>Properties of the project that the compiler can see.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Files of the project that are no sources, by their names.</summary>
    public IReadOnlyDictionary<string, string> AdditionalFiles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static UserProgram Of(params string[] sources) => new() { Sources = sources };

    public CSharpCompilation Compile()
    {
        var compilation = Empty.AddSyntaxTrees(Sources.Select((source, number) => CSharpSyntaxTree.ParseText(source, ParseOptions, PathOf(number))));
        compilation = References.Count > 0 ? compilation.AddReferences(References) : compilation;
        compilation = IsApp ? compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication)) : compilation;
        return AssemblyName == compilation.AssemblyName ? compilation : compilation.WithAssemblyName(AssemblyName);
    }

    /// <summary>Runs the generators, ours last, as the analyzers' input.</summary>
    public GeneratedProgram Generate()
    {
        var generators = OtherGenerators.Append(new RunnelGenerator()).Select(generator => generator.AsSourceGenerator());
        var options = GeneratedFiles is { } folder ? new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, false, folder) : default;
        var driver = CSharpGeneratorDriver.Create(generators, parseOptions: ParseOptions, driverOptions: options)
            .RunGeneratorsAndUpdateCompilation(Compile(), out var output, out var diagnostics);
        return new GeneratedProgram((CSharpCompilation)output, driver.GetRunResult(), diagnostics, ProjectOptions.Of(this));
    }
}
