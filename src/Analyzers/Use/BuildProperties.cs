using Microsoft.CodeAnalysis.Diagnostics;

namespace Runnel.Analyzers.Use;

/// <summary>What a project says of its build; the package's props let the compiler see it.</summary>
internal static class BuildProperties
{
    /// <summary>Whether JSON contracts must come from contexts: reflection is off, as it is by default where the app is trimmed.</summary>
    public static bool NeedsJsonContexts(AnalyzerOptions options) =>
        Is(options, "JsonSerializerIsReflectionEnabledByDefault") is { } isReflectionOn ? !isReflectionOn : IsTrimmed(options);

    /// <summary>Whether ASP.NET's generator writes the handlers of minimal APIs; by default it does where the app is trimmed.</summary>
    public static bool GeneratesRequestDelegates(AnalyzerOptions options) => Is(options, "EnableRequestDelegateGenerator") ?? IsTrimmed(options);

    private static bool IsTrimmed(AnalyzerOptions options) => Is(options, "PublishTrimmed") == true || Is(options, "PublishAot") == true;

    private static bool? Is(AnalyzerOptions options, string property) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property." + property, out var value) && bool.TryParse(value, out var truth) ? truth : null;
}
