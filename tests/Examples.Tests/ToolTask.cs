using System.ComponentModel;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel;
using Runnel.OpenAI.Tests.Harness;
using Runnel.Testing;
using Part = Examples.ToolTask.StreamTextWithToolTasks.StreamPart;

namespace Examples.ToolTask;

public sealed record Weather(string Location, double Celsius);

/// <summary>A tool that is a task: each call of the model's is a run of its own, retried and followed like any other.</summary>
[ToolTask("get-weather", Name = "getWeather", Description = "Get the weather for a location", MaxAttempts = 5)]
public sealed partial class GetWeather
{
    public Weather Run([Description("City name")] string location) => new(location, location == "San Francisco" ? 16 : 24);
}

[Tools(typeof(GetWeather))]
public sealed partial class WeatherTools;

public sealed record Prompt(string Text = "Based on the temperature, will I need to wear extra clothes today in San Francisco?");

public sealed record Answer(string Text);

[Streams]
public sealed partial record ToolStreams([Stream("openai")] TaskStream<ITextStreamPart<WeatherTools>> OpenAI);

[Task("stream-text-with-tool-tasks")]
public sealed partial class StreamTextWithToolTasks(IChatClient model, WeatherTools tools)
{
    public async Task<Answer> RunAsync(Prompt prompt, ToolStreams streams, CancellationToken cancellationToken)
    {
        var result = model.StreamText(prompt.Text, tools, new() { MaxSteps = 5 }, cancellationToken);

        var text = new StringBuilder();
        await foreach (var part in streams.OpenAI.Pipe(result.FullStream).WithCancellation(cancellationToken))
        {
            if (part is TextDelta { Text: var delta })
            {
                text.Append(delta);
            }
        }

        return new Answer(text.ToString());
    }
}

/// <summary>The same full stream with <c>getWeather</c> as a tool task.</summary>
public sealed class ToolTaskExample
{
    [Fact(Timeout = 60_000)]
    public async Task EachCall_IsARunOfItsOwn_AndItsPartsAreTyped()
    {
        await using var openai = LocalServer.Start(
            Chunk.Answer(Chunk.Role, Chunk.Call(0, "call_1", "getWeather", """{"location":"San Francisco"}"""), Chunk.Finish("tool_calls")),
            Chunk.Answer(Chunk.Role, Chunk.Text("It is 16 °C: "), Chunk.Text("take a jacket."), Chunk.Finish("stop")));
        await using var host = await RunnelTestHost.StartAsync(runnel => runnel.AddTasks(), services => services.AddSingleton(Model.At(openai)));

        var run = await host.Client<StreamTextWithToolTasks.TaskClient>().TriggerAsync(new Prompt());
        var seen = new List<string>();
        await foreach (var part in run.SubscribeAsync())
        {
            switch (part)
            {
                case Part.OpenAI(TextDelta { Text: var text }):
                    seen.Add(text);
                    break;
                case Part.OpenAI(GetWeather.ToolCall { Arguments.Location: var location }):
                    seen.Add($"call {location}");
                    break;
                case Part.OpenAI(GetWeather.ToolResult { Output: { Location: var location, Celsius: var celsius } }):
                    seen.Add($"result {location} {celsius} °C");
                    break;
                case Part.OpenAI(GetWeather.ToolError { Error.Message: var message }):
                    seen.Add($"error {message}");
                    break;
                case Part.OpenAI(StepFinish { FinishReason: var reason }):
                    seen.Add($"step {reason}");
                    break;
                case Part.StreamEnded(_, var how, _):
                    seen.Add($"ended: {how}");
                    break;
            }
        }

        Assert.Equal(["call San Francisco", "result San Francisco 16 °C", "step tool_calls", "It is 16 °C: ", "take a jacket.", "step stop", "ended: Completed"], seen);
        Assert.Equal(new Answer("It is 16 °C: take a jacket."), (await run.WaitAsync()).GetOutputOrThrow());

        // The call was a run: a child of the task's, with the id of the model's call among its tags.
        var runs = host.Services.GetRequiredService<IRunnelClient>();
        var child = await host.Client<GetWeather.TaskClient>().GetAsync(Assert.Single(await runs.ListAsync(new RunQuery { ParentId = run.Id })).Id);
        Assert.Equal(("get-weather", RunStatus.Completed, "San Francisco"), (child!.TaskId, child.Status, child.Payload.Location));
        Assert.Equal(new Weather("San Francisco", 16), child.Output);
        Assert.Contains("call_1", child.Tags);
    }
}
