namespace ChatStreaming.Kill;

/// <summary>Tools that note each answer that they give.</summary>
public sealed class JournalingWeather(IWeatherApi weather, Journal journal) : IWeatherApi
{
    /// <inheritdoc/>
    public async Task<Weather> ReadAsync(string location, CancellationToken cancellationToken)
    {
        var found = await weather.ReadAsync(location, cancellationToken);
        journal.Note(Deed.GetWeather(location));
        return found;
    }

    /// <inheritdoc/>
    public double ToFahrenheit(double celsius)
    {
        var fahrenheit = weather.ToFahrenheit(celsius);
        journal.Note(Deed.Convert(celsius));
        return fahrenheit;
    }
}
