using System.Globalization;
using Runnel;
using Part = ChatStreaming.Chat.StreamPart;

namespace ChatStreaming.Kill;

/// <summary>Something that costs: a step that the model was asked for, or a call that a tool has answered.</summary>
/// <param name="Doer">The model, or the tool's name.</param>
/// <param name="What">Which step, or with what the tool was called. Not the call's id, which is another each time.</param>
public sealed record Deed(string Doer, string What)
{
    private const string Model = "model";

    /// <summary>Whether the model did it.</summary>
    public bool IsOfModel => Doer == Model;

    /// <summary>The model was asked for a step.</summary>
    /// <param name="number">From 1.</param>
    public static Deed Step(int number) => new(Model, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The weather was looked up.</summary>
    public static Deed GetWeather(string location) => new("getWeather", location);

    /// <summary>A temperature was converted.</summary>
    public static Deed Convert(double celsius) => new("convert", celsius.ToString(CultureInfo.InvariantCulture));

    /// <summary>What has been done and need not be done again, by an attempt's parts: its finished steps, and its tools' results.</summary>
    public static IEnumerable<Deed> In(IEnumerable<Part> parts, int attempt)
    {
        var step = 0;
        foreach (var part in parts.Where(part => part.Attempt == attempt))
        {
            switch (part)
            {
                case Part.OpenAI(StepFinish): yield return Step(++step); break;
                case Part.OpenAI(GetWeather.ToolResult { Arguments.Location: var location }): yield return GetWeather(location); break;
                case Part.OpenAI(WeatherTools.ConvertToolResult { Arguments.Celsius: var celsius }): yield return Convert(celsius); break;
                default: break;
            }
        }
    }
}
