using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Runnel;

namespace ChatStreaming;

/// <summary>A tool that is a task: each call of the model's is a run of its own, retried, and not done again when the chat is executed anew.</summary>
[ToolTask(
    "get-weather", Name = "getWeather", Description = "Get the weather for a location", MaxAttempts = 5, RetryMinDelaySeconds = 0.5)]
public sealed partial class GetWeather(IWeatherApi api)
{
    public Task<Weather> RunAsync(
        [Description("City name"), StringLength(80, MinimumLength = 1)] string location, CancellationToken cancellationToken) =>
        api.ReadAsync(location, cancellationToken);
}
