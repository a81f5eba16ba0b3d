using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Runnel.Generators.Tests.Declarations;
using Runnel.Generators.Tests.Golden;
using Runnel.Generators.Tests.Harness;
using Runnel.Generators.Tests.Tools;

namespace Runnel.Generators.Tests.Settings;

/// <summary>What is emitted compiles without a warning, whatever the user's project asks of its own code.</summary>
public sealed class CompilerSettingsTests
{
    // Without annotations, with every feature that the emitter uses.
    private const string Plain = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        namespace Old
        {
            public class Prompt { public string Text { get; set; } }
            public interface IModel { }
            [Streams] public partial record S(TaskStream<string> Text, TaskStream<Prompt> Prompts, TaskStream<int?> Numbers, TaskStream<List<string>> Lists);
            [Task("old")] public partial class OldTask
            {
                public OldTask(IModel model, [FromKeyedServices("k")] IModel keyed, IModel optional = null, int number = 3) { }
                public Task<string> RunAsync(Prompt prompt, S streams, CancellationToken token) => Task.FromResult(prompt.Text);
            }
            [Task("args")] public partial class ArgsTask
            {
                public string Run(string text, Prompt prompt, int number, string optional = null, Prompt other = null, int? maybe = null, List<string> list = null, string given = "x", Guid id = default) => text;
            }
            [Task("list")] public partial class ListTask { public Task<List<Prompt>> RunAsync(List<Prompt> prompts) => Task.FromResult(prompts); }
            [TaskClient<Prompt, Prompt, S>("api")] public partial class Api { }
            [TaskModule] public static partial class M { }
            public class Fake : OldTask.TaskClient { }
            [ToolTask("tool")] public partial class Tool
            {
                public string Run([System.ComponentModel.Description("d")] string text, [System.ComponentModel.DataAnnotations.AllowedValues("a", null)] string optional = null, Prompt prompt = null, decimal price = 1.5m) => text;
            }
            [Tools(typeof(Tool))] public partial class Set
            {
                private readonly IModel model;
                public Set(IModel model, IModel other = null) { this.model = model; }
                [Tool] public Task<List<Prompt>> FindAsync(string text, List<string> list = null) => Task.FromResult<List<Prompt>>(null);
                [Tool] public static void Nothing() { }
                [Tool] public Prompt Same(Prompt prompt) => model == null ? null : prompt;
            }
            [Streams] public partial record Parts(TaskStream<ITextStreamPart<Set>> Model);
            [Task("parts")] public partial class PartsTask { public Task RunAsync(Parts parts) => parts.Model.WriteAsync(new Tool.ToolCall("1", new Tool.Arguments("a"))).AsTask(); }
        }
        """;

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Annotations)]
    [InlineData(NullableContextOptions.Warnings)]
    [InlineData(NullableContextOptions.Enable)]
    public void OldLanguageWithoutImplicitUsings_Compiles(NullableContextOptions nullable)
    {
        // Only where annotations are on do the sources' own nulls warn.
        var project = new UserProject { Sources = [Plain], HasImplicitUsings = false, Nullable = nullable, LanguageVersion = LanguageVersion.CSharp12 }.Generate();

        Assert.DoesNotContain(project.Diagnostics, diagnostic => diagnostic.Contains(".g.cs", StringComparison.Ordinal) || !nullable.HasFlag(NullableContextOptions.Annotations));
    }

    [Theory]
    [InlineData(GoldenSources.Tasks)]
    [InlineData(UnusualDeclarationTests.Source)]
    [InlineData(UnusualToolTests.Source)]
    public void WarningsAsErrorsWithADocumentationFile_Compile(string source)
    {
        var compilation = UserProject.Of(source).Generate().AssertCompiles().Compilation;
        var strict = compilation.WithOptions(compilation.Options
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            .WithOverflowChecks(true)
            .WithOptimizationLevel(OptimizationLevel.Release));
        using MemoryStream image = new(), documentation = new();

        var result = strict.Emit(image, xmlDocumentationStream: documentation);

        // Users need not document their own members; ours are documented.
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && (diagnostic.Id != "CS1591" || IsEmitted(diagnostic)));
        Assert.True(documentation.Length > 0);
    }

    [Theory]
    [InlineData(GoldenSources.Tasks)]
    [InlineData(UnusualDeclarationTests.Source)]
    [InlineData(UnusualToolTests.Source)]
    public void EmittedSources_AreWellFormed(string source) => Assert.All(UserProject.Of(source).Generate().Sources.Where(emitted => !emitted.Key.StartsWith("Microsoft", StringComparison.Ordinal)), emitted =>
    {
        Assert.StartsWith("// <auto-generated/>\n#nullable enable\n", emitted.Value, StringComparison.Ordinal);
        Assert.EndsWith("}\n", emitted.Value, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', emitted.Value);
        Assert.DoesNotContain('\t', emitted.Value);
        Assert.DoesNotContain("\n\n\n", emitted.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("{\n\n", emitted.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(" \n", emitted.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("\nusing ", emitted.Value, StringComparison.Ordinal);

        // What is obsolete is reported where the user writes it; nothing else is silenced.
        var pragmas = emitted.Value.Split('\n').Where(line => line.StartsWith("#pragma", StringComparison.Ordinal));
        Assert.Equal(["#pragma warning disable CS0612, CS0618"], pragmas);
    });

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    public void ToolsInAnOlderLanguage_Compile(LanguageVersion version) => (UserProject.Of(UnusualToolTests.Source) with { LanguageVersion = version }).Generate().AssertCompiles();

    [Fact]
    public void ObsoleteTypes_AreReportedOnlyWhereTheUserNamesThem()
    {
        var project = UserProject.Of("""
            using Runnel;
            [System.Obsolete("old")] public record Old(string Text);
            [Streams] public partial record S(TaskStream<Old> Olds);
            [Task("t")] public partial class T(Old service) { public Old Run(Old old, S s) => service; }
            [System.Obsolete("old task")] [Task("o")] public partial class O { public void Run() { } }
            [System.Obsolete("old tool")] [ToolTask("p")] public partial class P { public void Run(int a) { } }
            [System.Obsolete("old set")] [Tools(typeof(P))] public partial class U { [Tool] public void Do(Old old, int a) { } [Obsolete("old method"), Tool] public void Other() { } }
            [Tools(typeof(P))] public partial class V;
            """).Generate();

        Assert.Equal(["CS0618", "CS0618", "CS0618", "CS0618", "CS0618"], project.Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Warning && d.Id != "CS1591").Select(d => d.Id));
    }

    private static bool IsEmitted(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) ?? false;
}
