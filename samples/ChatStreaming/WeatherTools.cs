using System.ComponentModel;
using Runnel;

namespace ChatStreaming;

/// <summary>What the model may call.</summary>
[Tools(typeof(GetWeather))]
public sealed partial class WeatherTools(IWeatherApi api)
{
    /// <summary>A plain tool: called in process, without a run.</summary>
    [Tool("convert", Description = "Convert degrees Celsius to Fahrenheit")]
    public double Convert([Description("Degrees Celsius")] double celsius) => api.ToFahrenheit(celsius);
}
