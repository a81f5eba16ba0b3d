using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;
using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Tools;

/// <summary>The first two schemas of a process, from the first line of Main: the time to compile the code that makes them included.</summary>
internal sealed class FirstInProcess : Comparison
{
    private const string Ours = "ours";

    /// <summary>The argument that has this program do one of the two and print its milliseconds.</summary>
    public const string Role = "--first-schema";

    public override string Name => "two tools and their schemas, first in a process";

    public override string Beside => "AIFunctionFactory";

    public override IReadOnlyList<Metric> Metrics { get; } = [new("time", "ms")];

    public static async Task PlayAsync(string whose)
    {
        var start = Stopwatch.GetTimestamp();
        if (whose == Ours)
        {
            await using var host = ToolHost.Create(_ => Task.CompletedTask);
            foreach (var function in host.Tools.Functions)
            {
                _ = function.JsonSchema.GetProperty("properties");
            }
        }
        else
        {
            foreach (var function in (AIFunction[])[AIFunctionFactory.Create(Forecast.Of), AIFunctionFactory.Create(ForecastTools.Guess)])
            {
                _ = function.JsonSchema.GetProperty("properties");
            }
        }

        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    public override Task<double[]> RunOursAsync() => RunAsync(Ours);

    public override Task<double[]> RunBesideAsync() => RunAsync("theirs");

    private static async Task<double[]> RunAsync(string whose)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Program(), Role, whose]) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return [double.Parse(line!, CultureInfo.InvariantCulture)];
    }

    // Started by "dotnet", the program is its first argument.
    private static string[] Program() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(FirstInProcess).Assembly.Location] : [];
}
