using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Runnel.Generators.Tests.Harness;

/// <summary>A user's project: what its compiler is given.</summary>
internal sealed record UserProject
{
    private static readonly string[] Ours = ["Microsoft.CodeAnalysis", "xunit", "Runnel.Generators", "Microsoft.TestPlatform", "Microsoft.VisualStudio", "testhost", "FSharp", "DiffPlex"];

    private static readonly ConcurrentDictionary<string, CSharpCompilation> EmptyProjects = new();

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>The running framework and what this test project references, Runnel among it.</summary>
    public static IReadOnlyList<MetadataReference> FrameworkReferences { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Ours.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public required IReadOnlyList<string> Sources { get; init; }

    public string AssemblyName { get; init; } = "MyApp";

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Preview;

    public bool HasImplicitUsings { get; init; } = true;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public IReadOnlyList<MetadataReference> References { get; init; } = FrameworkReferences;

    private CSharpCompilationOptions Options =>
        new(OutputKind.DynamicallyLinkedLibrary, warningLevel: 9999, nullableContextOptions: Nullable);

    public CSharpParseOptions ParseOptions => new(LanguageVersion, DocumentationMode.Diagnose);

    public static UserProject Of(params string[] sources) => new() { Sources = sources };

    public CSharpCompilation Compile() => Empty().AddSyntaxTrees(
    [
        .. Sources.Select((source, number) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{number}.cs")),
        .. HasImplicitUsings ? [CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions, "GlobalUsings.cs")] : Array.Empty<SyntaxTree>(),
    ]);

    /// <summary>Runs the generator over the project.</summary>
    public GeneratedProject Generate() => new GeneratorSession(this).Generate();

    // Compilations that come from one share the symbols of the framework, which cost more to load than a test's source to compile.
    private CSharpCompilation Empty() => References == FrameworkReferences
        ? EmptyProjects.GetOrAdd(AssemblyName, Create).WithOptions(Options)
        : Create(AssemblyName).WithOptions(Options);

    private CSharpCompilation Create(string assemblyName)
    {
        var compilation = CSharpCompilation.Create(assemblyName, references: References, options: Options);
        _ = compilation.GetSpecialType(SpecialType.System_Object);
        return compilation;
    }
}
