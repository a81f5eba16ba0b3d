using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>Compares what one rule says of a program, which otherwise compiles, with what it should say.</summary>
internal static class VerifyUse
{
    /// <summary>The rule points at what is marked in the source, with the message, and at nothing else.</summary>
    public static Task ReportsAsync(DiagnosticDescriptor rule, string message, string source, params string[] otherSources) =>
        ReportsAsync(rule, message, UserProgram.Of([source, .. otherSources]));

    /// <inheritdoc cref="ReportsAsync(DiagnosticDescriptor, string, string, string[])"/>
    public static async Task ReportsAsync(DiagnosticDescriptor rule, string message, UserProgram program)
    {
        var marked = program.Sources.Select(source => new MarkedSource(source)).ToList();
        var file = marked.FindIndex(source => source.Marked is not null);
        var span = marked[file].Marked!.Value;
        await CheckAsync(
            rule,
            program with { Sources = [.. marked.Select(source => source.Text)] },
            $"{program.PathOf(file)}{span}: {marked[file].Text.Substring(span.Start, span.Length)}: {message}");
    }

    /// <summary>The rule points at a place in a file that is no source, with the message, and at nothing else.</summary>
    public static Task ReportsInFileAsync(DiagnosticDescriptor rule, string message, string place, UserProgram program) => CheckAsync(rule, program, $"{place}: {message}");

    /// <summary>The rule has nothing to say.</summary>
    public static Task IsSilentAsync(DiagnosticDescriptor rule, params string[] sources) => CheckAsync(rule, UserProgram.Of(sources));

    /// <inheritdoc cref="IsSilentAsync(DiagnosticDescriptor, string[])"/>
    public static Task IsSilentAsync(DiagnosticDescriptor rule, UserProgram program) => CheckAsync(rule, program);

    private static async Task CheckAsync(DiagnosticDescriptor rule, UserProgram program, params string[] expected)
    {
        var all = await program.Generate().AnalyzeAsync();
        var errors = all.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id is "CS8785" or "AD0001");
        var actual = errors.Select(error => error.ToString()).Concat(all.Where(diagnostic => diagnostic.Id == rule.Id).Select(Describe)).ToList();
        if (!expected.SequenceEqual(actual))
        {
            Assert.Fail($"Expected of {rule.Id}:\n{string.Join('\n', expected)}\n\nActual:\n{string.Join('\n', actual)}\n\nAll:\n{string.Join('\n', all)}");
        }
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        if (diagnostic.Location is { Kind: LocationKind.ExternalFile } location)
        {
            return $"{location.GetLineSpan()}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
        }

        var text = diagnostic.Location.SourceTree?.ToString().Substring(span.Start, span.Length);
        return $"{diagnostic.Location.SourceTree?.FilePath}{span}: {text}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
