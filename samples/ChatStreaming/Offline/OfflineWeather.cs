using Runnel;

namespace ChatStreaming.Offline;

/// <summary>Weather made of the place's name: wrong, but the same each time.</summary>
public sealed class OfflineWeather(TimeProvider time) : IWeatherApi
{
    private static readonly string[] WarmSkies = ["sun", "clouds", "rain", "wind"];
    private static readonly string[] ColdSkies = ["snow", "fog", "frost"];

    /// <summary>How long it takes to find out.</summary>
    public static TimeSpan Delay { get; } = TimeSpan.FromMilliseconds(400);

    /// <inheritdoc/>
    public async Task<Weather> ReadAsync(string location, CancellationToken cancellationToken)
    {
        if (!location.Any(char.IsLetter))
        {
            // To ask again would not help: no attempt after this one, and the model is told why.
            throw new AbortRunException($"'{location}' is no place.");
        }

        await Task.Delay(Delay, time, cancellationToken);
        var number = NumberOf(location.Trim().ToUpperInvariant());
        var celsius = (int)(number % 31) - 6;
        var skies = celsius < 3 ? ColdSkies : WarmSkies;
        return new Weather(location, celsius, skies[number / 31 % skies.Length]);
    }

    /// <inheritdoc/>
    public double ToFahrenheit(double celsius) => (celsius * 9 / 5) + 32;

    // FNV-1a, since a string's own hash code is another in each process.
    private static uint NumberOf(string name) => name.Aggregate(2166136261, (hash, letter) => unchecked((hash ^ letter) * 16777619));
}
