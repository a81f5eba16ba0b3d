using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Benchmarks.Suites.Generator;
using Runnel.Generators;

namespace Runnel.Benchmarks.Suites.Analyzers;

/// <summary>A user's program, with all that is generated for it.</summary>
internal sealed class ShopProgram(int areas, ShopKind kind, bool isConcurrent)
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Runnel;
        """;

    // The members are what the generator of System.Text.Json would add.
    private const string Context = """
        public sealed partial class AppJson : System.Text.Json.Serialization.JsonSerializerContext
        {
            public AppJson() : base(null) { }
            protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
        }
        """;

    public string Name => $"{areas * ShopArea.FileCount:N0} files, {areas * ShopArea.Tasks:N0} tasks, {kind.ToString().ToLowerInvariant()}, {(isConcurrent ? "concurrent" : "one thread")}";

    public bool IsConcurrent => isConcurrent;

    /// <summary>What the project tells its rules besides its sources.</summary>
    public AnalyzerOptions Options => kind switch
    {
        ShopKind.Trimmed => ProjectOptions.OfProperty("PublishTrimmed", "true"),
        ShopKind.Locked => ProjectOptions.OfFile("RunnelContracts.txt", string.Concat(Enumerable.Range(0, areas).Select(ShopArea.Contracts))),
        _ => ProjectOptions.None,
    };

    /// <summary>The program as the compiler is about to analyze it.</summary>
    public Compilation Generate()
    {
        CSharpGeneratorDriver
            .Create([new RunnelGenerator().AsSourceGenerator()], parseOptions: SampleProject.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(Open(), out var compilation, out _);
        return compilation;
    }

    private CSharpCompilation Open() => CSharpCompilation.Create(
        "Shop",
        Sources().Select((source, number) => SampleProject.Parse($"File{number}.cs", source)),
        SampleProject.References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: isConcurrent));

    private IEnumerable<string> Sources() =>
    [
        Usings,
        .. Enumerable.Range(0, areas).SelectMany(ShopArea.Files),
        .. kind == ShopKind.Trimmed ? new[] { ContextFile() } : [],
    ];

    private string ContextFile() => string.Concat(Enumerable.Range(0, areas)
        .SelectMany(ShopArea.CarriedTypes)
        .Select(type => $"[System.Text.Json.Serialization.JsonSerializable(typeof({type}))]\n")) + Context;
}
