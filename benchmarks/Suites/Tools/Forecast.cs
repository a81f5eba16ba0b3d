using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Runnel.Benchmarks.Suites.Tools;

/// <summary>The work that is called: as little as a tool can do.</summary>
internal static class Forecast
{
    [Description("Get the weather for a location")]
    public static Weather Of([Description("City name")] string location, [Range(1, 10)] int days = 1) => new(location, days);
}

internal sealed record Weather(string Location, int Days);

/// <summary>The work as a task that a model calls.</summary>
[ToolTask("forecast", Description = "Get the weather for a location")]
internal sealed partial class ForecastTask
{
    public Weather Run([Description("City name")] string location, [Range(1, 10)] int days = 1) => Forecast.Of(location, days);
}

/// <summary>The work as a tool in the caller's process, beside the task.</summary>
[Tools(typeof(ForecastTask))]
internal sealed partial class ForecastTools
{
    [Tool(Description = "Get the weather for a location")]
    public static Weather Guess([Description("City name")] string location, [Range(1, 10)] int days = 1) => Forecast.Of(location, days);
}

/// <summary>A task that calls tools, as the script of its host says.</summary>
[Task("agent")]
internal sealed partial class Agent(ForecastTools tools, AgentScript script)
{
    public Task RunAsync() => script.Calls(tools);
}

/// <summary>What the agents of a host do.</summary>
internal sealed record AgentScript(Func<ForecastTools, Task> Calls);
