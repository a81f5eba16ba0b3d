using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Part = Runnel.Guide.Tests.Tools.Plan.StreamPart;

namespace Runnel.Guide.Tests.Tools;

public sealed record Weather(string City, double Celsius);

public interface IWeatherApi
{
    Task<double> ReadAsync(string city, int days, CancellationToken cancellationToken);
}

[ToolTask("get-weather", Name = "getWeather", Description = "Get the weather for a city", MaxAttempts = 5)]
public sealed partial class GetWeather(IWeatherApi api)
{
    public async Task<Weather> RunAsync(
        [Description("City name"), StringLength(80, MinimumLength = 1)] string city,
        [Description("How many days ahead"), Range(0, 10)] int days = 0,
        CancellationToken cancellationToken = default) => new(city, await api.ReadAsync(city, days, cancellationToken));
}

[Tools(typeof(GetWeather))]
public sealed partial class TripTools
{
    [Tool("convert", Description = "Celsius to Fahrenheit")]
    public double Convert(double celsius) => (celsius * 9 / 5) + 32;
}

[Streams]
public sealed partial record PlanStreams(TaskStream<ITextStreamPart<TripTools>> Model);

[Task("plan")]
public sealed partial class Plan(IChatClient model, TripTools tools)
{
    public async Task<string> RunAsync(string question, PlanStreams streams, CancellationToken cancellationToken)
    {
        // Any chat client that calls functions takes the set's, and each call of getWeather is a run of its own, a child of this one.
        var options = new ChatOptions { Tools = [.. tools.Functions] };
        var answer = await model.GetResponseAsync(question, options, cancellationToken);
        await streams.Model.WriteAsync(new TextDelta(answer.Text), cancellationToken);
        return answer.Text;
    }
}

[Task("talk")]
public sealed partial class Talk(IChatClient model, TripTools tools)
{
    public async Task<string> RunAsync(string question, PlanStreams streams, CancellationToken cancellationToken)
    {
        var result = model.StreamText(question, tools, new() { MaxSteps = 5 });
        await foreach (var part in streams.Model.Pipe(result.FullStream).WithCancellation(cancellationToken))
        {
            // Everything comes by here as well, typed, when it is in the run's log.
        }

        return await result.Text;
    }
}

public static class PlanPage
{
    public static string Show(Part part) => part switch
    {
        Part.Model(TextDelta { Text: var text }) => text,
        Part.Model(GetWeather.ToolCall { Arguments.City: var city }) => $"How is the weather in {city}?",
        Part.Model(GetWeather.ToolResult { Output.Celsius: var celsius }) => $"{celsius} °C",
        Part.Model(TripTools.ConvertToolResult { Output: var fahrenheit }) => $"{fahrenheit} °F",
        Part.Model(IToolError { ToolName: var tool, Error: var error }) => $"{tool} failed: {error.Message}",
        _ => "",
    };

    public static AIFunction Urgent(TripTools tools) =>
        new ApprovalRequiredAIFunction(tools.GetWeather.With(new TriggerOptions { Priority = 10, MaxAttempts = 1 }));

    public static StreamTextResult<TripTools> GoOn(
        IChatClient model, TripTools tools, StreamTextOptions options, IReadOnlyList<ChatMessage> asked, IReadOnlyList<TextStep> steps, bool isApproved)
    {
        List<ChatMessage> said = [.. asked, .. steps.SelectMany(step => step.Messages)];
        var requests = steps[^1].Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>();
        return model.StreamText([.. said, new ChatMessage(ChatRole.User, [.. requests.Select(request => request.CreateResponse(isApproved))])], tools, options);
    }

    public static McpServer Serve(TripTools tools, ITransport transport) => McpServer.Create(
        transport, new McpServerOptions { ToolCollection = [.. tools.Functions.Select(function => McpServerTool.Create(function))] });
}
