namespace ChatStreaming.Offline;

/// <summary>What the offline model does instead of thinking: the next step follows from the conversation, and is the same each time.</summary>
internal static class Rules
{
    private const string WeatherTool = "getWeather";
    private const string ConvertTool = "convert";

    /// <summary>The next step.</summary>
    /// <param name="conversation">All that was said.</param>
    /// <param name="tools">The names of the tools that may be called.</param>
    public static Step Next(Conversation conversation, IReadOnlyCollection<string> tools)
    {
        var question = conversation.Question;
        if (!tools.Contains(WeatherTool) || !Answers.AreAboutWeather(question))
        {
            return Answer(Answers.To(question));
        }

        var places = Places.In(question);
        var weather = conversation.CallsOf(WeatherTool);
        if (weather is [])
        {
            return new Step(
                $"I have no window, but I have a tool. Looking at {string.Join(" and ", places)}.",
                [.. places.Select(place => new ToolUse(WeatherTool, "location", place))]);
        }

        var conversions = conversation.CallsOf(ConvertTool);
        var reports = Report.Of(places, weather, conversions);
        var temperatures = reports.Select(report => report.Celsius).OfType<double>().Distinct().ToList();
        return tools.Contains(ConvertTool) && conversions is [] && temperatures is not []
            ? new Step(
                "So much for Celsius. The other scale has its friends as well.",
                [.. temperatures.Select(celsius => new ToolUse(ConvertTool, "celsius", celsius))])
            : Answer(Advice.On(reports));
    }

    private static Step Answer(string text) => new(OfflineChatClient.Notice + text);
}
