namespace Runnel.Benchmarks.Measuring;

/// <summary>Runs comparisons: some rounds to warm up, then those that count, each with both ways in changing order.</summary>
internal sealed class Runner(Scale scale, TextWriter progress)
{
    /// <summary>Runs those of a suite's comparisons whose names contain a text.</summary>
    public async Task<IReadOnlyList<Row>> RunAsync(Suite suite, string name)
    {
        var rows = new List<Row>();
        foreach (var comparison in suite.Create(scale))
        {
            await using (comparison)
            {
                if (!comparison.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                await progress.WriteAsync($"{comparison.Name} ");
                rows.AddRange(await RunAsync(suite.Name, comparison));
                await progress.WriteLineAsync();
            }
        }

        return rows;
    }

    private async Task<IEnumerable<Row>> RunAsync(string suite, Comparison comparison)
    {
        await comparison.PrepareAsync();
        var (ours, beside) = (new List<double[]>(), new List<double[]>());
        for (var round = 0; round < scale.Warmups + scale.Runs; round++)
        {
            var (oursNow, besideNow) = await RoundAsync(comparison, oursFirst: round % 2 == 0);
            if (round >= scale.Warmups)
            {
                ours.Add(oursNow);
                beside.Add(besideNow);
            }

            await progress.WriteAsync('.');
        }

        return comparison.Metrics.Select((metric, index) =>
            new Row(suite, comparison, metric, [.. ours.Select(readings => readings[metric.Reading ?? index])], [.. beside.Select(readings => readings[metric.Reading ?? index])]));
    }

    private static async Task<(double[] Ours, double[] Beside)> RoundAsync(Comparison comparison, bool oursFirst)
    {
        if (oursFirst)
        {
            var first = await RunAsync(comparison.RunOursAsync);
            return (first, await RunAsync(comparison.RunBesideAsync));
        }

        var beside = await RunAsync(comparison.RunBesideAsync);
        return (await RunAsync(comparison.RunOursAsync), beside);
    }

    // On a stack of its own, on which nothing of the run before stands, and over a clean heap: neither way pays for what the other left.
    private static async Task<double[]> RunAsync(Func<Task<double[]>> run)
    {
        await Task.Yield();
        Heap.Clean();
        return await Task.Run(run);
    }
}
