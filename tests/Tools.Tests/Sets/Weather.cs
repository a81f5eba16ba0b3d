using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Runnel.Tools.Tests.Sets;

public sealed record Weather(string Location, double Celsius);

public enum Unit
{
    Celsius,
    Fahrenheit,
}

/// <summary>A tool whose calls are runs.</summary>
[ToolTask("get-weather", Name = "getWeather", Description = "Get the weather for a location", MaxAttempts = 1)]
public sealed partial class GetWeather
{
    public Weather Run(
        [Description("City name")] string location,
        [Range(1, 10)] int days = 1) => new(location, 10 + days);
}

/// <summary>A tool task that is in two sets, and whose outcome its tests decide.</summary>
[ToolTask("look-up", MaxAttempts = 1, MaxDurationSeconds = 60)]
public sealed partial class LookUp(Answers answers)
{
    public Task<string?> RunAsync(string question, CancellationToken cancellationToken) => answers.OfAsync(question, cancellationToken);
}

public sealed class Answers(Func<string, CancellationToken, Task<string?>>? answer = null)
{
    public Task<string?> OfAsync(string question, CancellationToken cancellationToken) => answer?.Invoke(question, cancellationToken) ?? Task.FromResult<string?>(question + "!");
}

/// <summary>A tool task whose output has no JSON form.</summary>
[ToolTask("loop", MaxAttempts = 1)]
public sealed partial class Loop
{
    public Node Run()
    {
        var node = new Node();
        node.Next = node;
        return node;
    }
}

public sealed class Node
{
    public Node? Next { get; set; }
}

[Tools(typeof(GetWeather), typeof(LookUp), typeof(Loop))]
public sealed partial class WeatherTools(TimeProvider time)
{
    [Tool("convert", Description = "Celsius to Fahrenheit")]
    public double Convert(double celsius, Unit to = Unit.Fahrenheit) => to == Unit.Fahrenheit ? (celsius * 9 / 5) + 32 : celsius;

    [Tool]
    public Task<DateTimeOffset> NowAsync() => Task.FromResult(time.GetUtcNow());

    [Tool, Description("Fails")]
    public static void Fail(string reason) => throw new InvalidOperationException(reason);
}

[Tools(typeof(LookUp))]
public sealed partial class LookUpTools;
