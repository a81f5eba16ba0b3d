using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>Applies the fix of a rule and compares what comes out; it has no new error, and the rule nothing more to say.</summary>
internal static class VerifyFix
{
    private const string File = "Source0.cs";

    /// <summary>The fix turns the first source into another.</summary>
    public static Task ChangesAsync(DiagnosticDescriptor rule, string before, string after, params string[] otherSources) =>
        ChangesAsync(rule, UserProgram.Of([before, .. otherSources]), after);

    /// <inheritdoc cref="ChangesAsync(DiagnosticDescriptor, string, string, string[])"/>
    public static async Task ChangesAsync(DiagnosticDescriptor rule, UserProgram program, string after, string file = File)
    {
        var before = FixedProgram.Open(program, rule);
        var offers = await before.OffersAsync(Assert.Single(await before.DiagnosticsAsync()));
        var changed = await before.ApplyAsync(Assert.Single(offers));

        Assert.Equal(after, await changed.TextOfAsync(file), ignoreLineEndingDifferences: false);
        await AssertIsFixedPointAsync(before, changed);
    }

    /// <summary>The rule reports, and offers no fix.</summary>
    public static Task OffersNothingAsync(DiagnosticDescriptor rule, params string[] sources) => OffersNothingAsync(rule, UserProgram.Of(sources));

    /// <inheritdoc cref="OffersNothingAsync(DiagnosticDescriptor, string[])"/>
    public static async Task OffersNothingAsync(DiagnosticDescriptor rule, UserProgram program)
    {
        var opened = FixedProgram.Open(program, rule);
        Assert.Empty(await opened.OffersAsync(Assert.Single(await opened.DiagnosticsAsync())));
    }

    /// <summary>One fix for the document, then one for the solution, leave nothing to report; both at once do the same.</summary>
    public static Task FixesAllAsync(DiagnosticDescriptor rule, int count, params string[] sources) => FixesAllAsync(rule, count, UserProgram.Of(sources));

    /// <inheritdoc cref="FixesAllAsync(DiagnosticDescriptor, int, string[])"/>
    public static async Task FixesAllAsync(DiagnosticDescriptor rule, int count, UserProgram program)
    {
        var before = FixedProgram.Open(program, rule);
        var diagnostics = await before.DiagnosticsAsync();
        Assert.Equal(count, diagnostics.Length);

        var document = await before.ApplyToAllAsync(FixAllScope.Document);
        var first = diagnostics[0].Location.SourceTree!.FilePath;
        var rest = diagnostics.Count(diagnostic => diagnostic.Location.SourceTree!.FilePath != first);
        Assert.Equal(rest, (await document.DiagnosticsAsync()).Length);

        await AssertIsFixedPointAsync(before, await before.ApplyToAllAsync(FixAllScope.Solution));
    }

    private static async Task AssertIsFixedPointAsync(FixedProgram before, FixedProgram after)
    {
        Assert.Empty(await before.ErrorsAsync());
        Assert.Empty(await after.ErrorsAsync());
        Assert.Empty(await after.DiagnosticsAsync());
    }
}
