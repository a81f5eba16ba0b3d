using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Tools;

/// <summary>What it costs that a model calls a tool.</summary>
internal static class ToolsSuite
{
    public static Suite Create() => new("tools", "tools that a model calls: a call, the first schema", Comparisons);

    private static IEnumerable<Comparison> Comparisons(Scale scale)
    {
        yield return new ToolCall("tool task, in memory, in a task", tools => tools.ForecastTask, scale.Of(20_000), Aim.MoreByAtMost(15));
        yield return new ToolCall("[Tool] method", tools => tools.GuessTool, scale.Of(200_000));
        yield return new FirstSchema(scale.Of(400));
        yield return new FirstInProcess();
    }
}
