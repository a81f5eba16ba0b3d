using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.Benchmarks.Measuring;
using Runnel.Benchmarks.Suites.Trigger;

namespace Runnel.Benchmarks.Suites.Tools;

/// <summary>
/// A host is built, its tools are taken and their schemas asked for, which each host computes once; beside it AIFunctionFactory's functions of the same
/// methods with JSON options of their own, which is what it caches by. Both with the code compiled.
/// </summary>
internal sealed class FirstSchema(int hosts) : Comparison
{
    public override string Name => "two tools and their schemas, first in a host";

    public override string Beside => "AIFunctionFactory, fresh JSON options";

    public override IReadOnlyList<Metric> Metrics { get; } = CallTime.Metrics("host", aim: null);

    public override async Task<double[]> RunOursAsync()
    {
        var lap = Lap.Start();
        for (var left = hosts; left > 0; left--)
        {
            await using var host = ToolHost.Create(_ => Task.CompletedTask);
            Ask(host.Tools.Functions);
        }

        return CallTime.Of(hosts, lap.Stop());
    }

    public override Task<double[]> RunBesideAsync()
    {
        var lap = Lap.Start();
        for (var left = hosts; left > 0; left--)
        {
            var options = new AIFunctionFactoryOptions { SerializerOptions = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions) };
            Ask([AIFunctionFactory.Create(Forecast.Of, options), AIFunctionFactory.Create(ForecastTools.Guess, options)]);
        }

        return Task.FromResult(CallTime.Of(hosts, lap.Stop()));
    }

    private static void Ask(IEnumerable<AIFunction> functions)
    {
        foreach (var function in functions)
        {
            _ = function.JsonSchema.GetProperty("properties");
        }
    }
}
