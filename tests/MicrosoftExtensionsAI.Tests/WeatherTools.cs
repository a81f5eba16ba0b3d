using System.ComponentModel;

namespace Runnel.MicrosoftExtensionsAI.Tests;

public sealed record Weather(string Location, double Celsius);

/// <summary>What the tool "getWeather" does in a test.</summary>
public delegate Task<Weather?> Forecast(string location, CancellationToken cancellationToken);

/// <summary>A tool whose calls are runs.</summary>
[ToolTask("get-weather", Name = "getWeather", Description = "Get the weather for a location", MaxAttempts = 1, MaxDurationSeconds = 60)]
public sealed partial class GetWeather(Forecast forecast)
{
    public Task<Weather?> RunAsync([Description("City name")] string location, CancellationToken cancellationToken) => forecast(location, cancellationToken);
}

[Tools(typeof(GetWeather))]
public sealed partial class WeatherTools
{
    [Tool(Description = "Celsius to Fahrenheit")]
    public static double Convert(double celsius) => celsius < -273.15 ? throw new InvalidOperationException("It is never so cold.") : (celsius * 9 / 5) + 32;

    [Tool]
    public static void Note(string text) => _ = text;
}
