using System.Globalization;

namespace ChatStreaming.Offline;

/// <summary>What to wear, from what the tools said.</summary>
internal static class Advice
{
    public static string On(IReadOnlyList<Report> reports)
    {
        var sentences = reports.Select(Sentence).ToList();
        var known = reports.Where(report => report.Celsius is not null).ToList();
        var (coldest, warmest) = (known.MinBy(report => report.Celsius), known.MaxBy(report => report.Celsius));
        if (coldest?.Celsius < warmest?.Celsius)
        {
            sentences.Add(
                $"If you may choose, {warmest.Place} is the place to go without much luggage, and {coldest.Place} the one to be glad of it.");
        }

        return string.Join(" ", sentences);
    }

    private static string Sentence(Report report)
    {
        if (report.Celsius is not { } celsius)
        {
            return $"About {report.Place} nobody could tell me anything; take the coat, it has never rained on anybody for carrying one.";
        }

        var temperature = Number(celsius) + " °C" + (report.Fahrenheit is { } fahrenheit ? $" ({Number(fahrenheit)} °F)" : "");
        var clothes = celsius switch
        {
            < 5 => "you want your warmest coat there",
            < 15 => "a light coat will do there",
            < 23 => "a pullover is enough there",
            _ => "leave the coat at home",
        };
        return $"In {report.Place} it is {temperature} with {report.Sky}, so {clothes}{(report.Sky == "rain" ? ", under an umbrella" : "")}.";
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
