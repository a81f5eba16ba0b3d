using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.Benchmarks.Measuring;
using Runnel.Benchmarks.Suites.Trigger;

namespace Runnel.Benchmarks.Suites.Tools;

/// <summary>One function is called, again and again, with what a model gives; beside it AIFunctionFactory's function of the same method.</summary>
/// <param name="name">What kind of tool it is.</param>
/// <param name="function">The function.</param>
/// <param name="calls">How many calls.</param>
/// <param name="aim">What a call may take.</param>
internal sealed class ToolCall(string name, Func<ForecastTools, AIFunction> function, int calls, Aim? aim = null) : Comparison
{
    private static readonly JsonElement Location = JsonSerializer.SerializeToElement("Oslo");
    private static readonly JsonElement Days = JsonSerializer.SerializeToElement(3);

    private readonly AIFunction theirs = AIFunctionFactory.Create(Forecast.Of, "forecast");

    public override string Name => $"a call of a {name}";

    public override string Beside => "AIFunctionFactory, the same method";

    public override IReadOnlyList<Metric> Metrics { get; } = CallTime.Metrics("call", aim);

    public override async Task<double[]> RunOursAsync()
    {
        var lap = new LapOfAll(callers: 1, calls);
        await using var host = ToolHost.Create(tools => lap.CallAsync(() => CallAsync(function(tools))));
        await host.RunAgentAsync();
        return CallTime.Of(lap.Calls, await lap.Time);
    }

    public override async Task<double[]> RunBesideAsync()
    {
        var lap = new LapOfAll(callers: 1, calls);
        await lap.CallAsync(() => CallAsync(theirs));
        return CallTime.Of(lap.Calls, await lap.Time);
    }

    private static async Task CallAsync(AIFunction function)
    {
        if (await function.InvokeAsync(new() { ["location"] = Location, ["days"] = Days }) is not JsonElement { ValueKind: JsonValueKind.Object })
        {
            throw new InvalidOperationException("The call gave no weather.");
        }
    }
}
