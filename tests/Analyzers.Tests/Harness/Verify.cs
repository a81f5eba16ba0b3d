using System.Globalization;
using Microsoft.CodeAnalysis;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>Compares all errors of a program with the one that a rule should give.</summary>
internal static class Verify
{
    /// <summary>The rule points at what is marked in the source, with the message, and nothing else is wrong in the program.</summary>
    public static Task ReportsAsync(Rule rule, string message, string source, params string[] otherSources) =>
        ReportsBesidesAsync([], rule, message, source, otherSources);

    /// <inheritdoc cref="ReportsAsync(Rule, string, string, string[])"/>
    public static Task ReportsAsync(Rule rule, string message, UserProgram program) => ReportsBesidesAsync([], rule, message, program);

    /// <summary>As <see cref="ReportsAsync(Rule, string, string, string[])"/>, where the compiler has its own word on the same mistake.</summary>
    public static Task ReportsBesidesAsync(string[] compilerErrors, Rule rule, string message, string source, params string[] otherSources) =>
        ReportsBesidesAsync(compilerErrors, rule, message, UserProgram.Of([source, .. otherSources]));

    /// <summary>Neither the compiler nor an analyzer finds an error.</summary>
    public static Task IsSilentAsync(params string[] sources) => IsSilentAsync(UserProgram.Of(sources));

    /// <inheritdoc cref="IsSilentAsync(string[])"/>
    public static Task IsSilentAsync(UserProgram program) => HasErrorsAsync(program);

    /// <summary>The errors are those of the compiler with these ids, and no analyzer adds one.</summary>
    public static async Task HasErrorsAsync(UserProgram program, params string[] ids)
    {
        var errors = await program.Generate().ErrorsAsync();
        AssertEqual(ids, errors, errors.Select(error => error.Id));
    }

    private static async Task ReportsBesidesAsync(string[] compilerErrors, Rule rule, string message, UserProgram program)
    {
        var marked = program.Sources.Select(source => new MarkedSource(source)).ToList();
        var generated = (program with { Sources = [.. marked.Select(source => source.Text)] }).Generate();
        var errors = await generated.ErrorsAsync();
        var file = marked.FindIndex(source => source.Marked is not null);
        var start = marked[file].Marked!.Value;
        AssertEqual(
            [.. compilerErrors, $"RNL{(int)rule}: {message} at {program.PathOf(file)}{start}: {marked[file].Text.Substring(start.Start, start.Length)}"],
            errors,
            errors.Select(error => error.Id.StartsWith("RNL", StringComparison.Ordinal) ? Describe(error) : error.Id));
    }

    private static string Describe(Diagnostic error)
    {
        var text = error.Location.SourceTree?.ToString().Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length);
        return $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)} at {error.Location.SourceTree?.FilePath}{error.Location.SourceSpan}: {text}";
    }

    private static void AssertEqual(IEnumerable<string> expected, IReadOnlyList<Diagnostic> errors, IEnumerable<string> actual)
    {
        var lines = actual.ToList();
        if (!expected.SequenceEqual(lines))
        {
            Assert.Fail($"Expected:\n{string.Join('\n', expected)}\n\nActual:\n{string.Join('\n', lines)}\n\nAll errors:\n{string.Join('\n', errors)}");
        }
    }
}
