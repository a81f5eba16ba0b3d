namespace ChatStreaming;

/// <summary>The weather somewhere.</summary>
public sealed record Weather(string Location, double Celsius, string Sky);

/// <summary>What the tools work with.</summary>
public interface IWeatherApi
{
    /// <summary>The weather there now.</summary>
    Task<Weather> ReadAsync(string location, CancellationToken cancellationToken);

    /// <summary>Degrees Celsius in Fahrenheit.</summary>
    double ToFahrenheit(double celsius);
}
