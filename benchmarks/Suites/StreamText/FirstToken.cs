using System.Diagnostics;
using Microsoft.Extensions.AI;
using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.StreamText;

/// <summary>From the call to the first piece of text, of a model that says it at once: what is added before the first token. The median of many.</summary>
internal sealed class FirstToken(int writings, Aim aim) : Comparison
{
    public override string Name => "first token";

    public override string Beside => "the client's first update, bare";

    public override IReadOnlyList<Metric> Metrics { get; } = FirstTokens.Metrics(aim);

    public override Task<double[]> RunOursAsync() => FirstTokens.MeasureAsync(writings, FirstTokens.WriteAsync);

    public override Task<double[]> RunBesideAsync() => FirstTokens.MeasureAsync(writings, FirstTokens.AskAsync);
}

/// <summary>The same in the code of a task, in memory: the step is looked for in the run's log before the model is asked, and kept there afterwards.</summary>
internal sealed class FirstTokenInRun(int writings) : Comparison
{
    public override string Name => "first token, in a run";

    public override string Beside => "the client's first update, bare";

    public override IReadOnlyList<Metric> Metrics { get; } = FirstTokens.Metrics(aim: null);

    public override async Task<double[]> RunOursAsync()
    {
        double[] readings = [];
        await using var host = Tools.ToolHost.Create(async _ => readings = await FirstTokens.MeasureAsync(writings, FirstTokens.WriteAsync));
        await host.RunAgentAsync();
        return readings;
    }

    public override Task<double[]> RunBesideAsync() => FirstTokens.MeasureAsync(writings, FirstTokens.AskAsync);
}

/// <summary>Measures until the first token, again and again.</summary>
internal static class FirstTokens
{
    private const int Tokens = 2;
    private const int TokenLength = 4;

    public static IReadOnlyList<Metric> Metrics(Aim? aim) => [new("p50", "µs", aim), new("p99", "µs"), new("mean of all, to the end", "µs")];

    /// <param name="writings">How often.</param>
    /// <param name="write">Has a model write all, and gives the timestamp of its first token.</param>
    public static async Task<double[]> MeasureAsync(int writings, Func<IChatClient, Task<long>> write)
    {
        var model = new TokenModel(Tokens, TokenLength, Pace.AtOnce);
        var times = new long[writings];
        var begin = Stopwatch.GetTimestamp();
        for (var index = 0; index < writings; index++)
        {
            var start = Stopwatch.GetTimestamp();
            times[index] = await write(model) - start;
        }

        var all = Stopwatch.GetElapsedTime(begin);
        var percentiles = new Percentiles(times);
        return [percentiles.At(0.5) * 1e3, percentiles.At(0.99) * 1e3, all.TotalMicroseconds / writings];
    }

    public static async Task<long> WriteAsync(IChatClient model)
    {
        long first = 0;
        await foreach (var part in model.StreamText("Go on.").FullStream)
        {
            first = first == 0 && part is TextDelta ? Stopwatch.GetTimestamp() : first;
        }

        return first;
    }

    public static async Task<long> AskAsync(IChatClient model)
    {
        long first = 0;
        await foreach (var update in model.GetStreamingResponseAsync("Go on."))
        {
            first = first == 0 ? Stopwatch.GetTimestamp() : first;
        }

        return first;
    }
}
