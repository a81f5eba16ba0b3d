using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Analyzers;

/// <summary>What the rules cost a build.</summary>
internal static class AnalyzersSuite
{
    private const int Areas = 40;

    public static Suite Create() => new("analyzers", "all rules over a program, beside the compiler", Comparisons);

    private static IEnumerable<Comparison> Comparisons(Scale scale)
    {
        foreach (var kind in Enum.GetValues<ShopKind>())
        {
            yield return new Analysis(new ShopProgram(scale.Of(Areas), kind, isConcurrent: false));
        }

        yield return new Analysis(new ShopProgram(scale.Of(Areas), ShopKind.Plain, isConcurrent: true));
    }
}
