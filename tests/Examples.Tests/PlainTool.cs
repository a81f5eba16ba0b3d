using System.ComponentModel;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel;
using Runnel.OpenAI.Tests.Harness;
using Runnel.Testing;
using Part = Examples.PlainTool.StreamTextWithTools.StreamPart;

namespace Examples.PlainTool;

public sealed record Weather(string Location, double Celsius);

/// <summary>What the model may call: a method, called at once and in this process.</summary>
[Tools]
public sealed partial class WeatherTools
{
    [Tool("getWeather", Description = "Get the weather for a location")]
    public Weather GetWeather([Description("City name")] string location) => new(location, location == "San Francisco" ? 16 : 24);
}

public sealed record Prompt(string Text = "Based on the temperature, will I need to wear extra clothes today in San Francisco?");

public sealed record Answer(string Text);

/// <summary>Everything that happens: text, calls and their results, steps. Typed by the set, of whose tools alone it can tell.</summary>
[Streams]
public sealed partial record ToolStreams([Stream("openai")] TaskStream<ITextStreamPart<WeatherTools>> OpenAI);

[Task("stream-text-with-tools")]
public sealed partial class StreamTextWithTools(IChatClient model, WeatherTools tools)
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

/// <summary>A full stream with a plain <c>getWeather</c> tool, over up to five steps.</summary>
public sealed class PlainToolExample
{
    [Fact(Timeout = 60_000)]
    public async Task Calls_AndResults_AreTypedParts_AndTheModelAnswersWithThem()
    {
        // It is asked twice: it calls the tool, and answers with what that gave.
        await using var openai = LocalServer.Start(
            Chunk.Answer(Chunk.Role, Chunk.Call(0, "call_1", "getWeather", """{"location":"""), Chunk.Call(0, null, null, """ "San Francisco"}"""), Chunk.Finish("tool_calls"), Chunk.Usage),
            Chunk.Answer(Chunk.Role, Chunk.Text("It is 16 °C: "), Chunk.Text("take a jacket."), Chunk.Finish("stop"), Chunk.Usage));
        await using var host = await RunnelTestHost.StartAsync(runnel => runnel.AddTasks(), services => services.AddSingleton(Model.At(openai)));

        var run = await host.Client<StreamTextWithTools.TaskClient>().TriggerAsync(new Prompt());
        var seen = new List<string>();
        await foreach (var part in run.SubscribeAsync())
        {
            switch (part)
            {
                case Part.OpenAI(TextDelta { Text: var text }):
                    seen.Add(text);
                    break;
                case Part.OpenAI(ToolInputDelta { Delta: var json }):
                    seen.Add($"input {json}");
                    break;
                case Part.OpenAI(WeatherTools.GetWeatherToolCall { Arguments.Location: var location }):
                    seen.Add($"call {location}");
                    break;
                case Part.OpenAI(WeatherTools.GetWeatherToolResult { Output: { Location: var location, Celsius: var celsius } }):
                    seen.Add($"result {location} {celsius} °C");
                    break;
                case Part.OpenAI(WeatherTools.GetWeatherToolError { Error.Message: var message }):
                    seen.Add($"error {message}");
                    break;
                case Part.OpenAI(StepFinish { FinishReason: var reason, Usage.TotalTokenCount: var tokens }):
                    seen.Add($"step {reason}, {tokens} tokens");
                    break;
                case Part.OpenAI(FinishPart { TotalUsage.TotalTokenCount: var tokens }):
                    seen.Add($"in all {tokens} tokens");
                    break;
                case Part.StreamEnded(_, var how, _):
                    seen.Add($"ended: {how}");
                    break;
            }
        }

        Assert.Equal(
            [
                """input {"location":""", """input  "San Francisco"}""", "call San Francisco", "result San Francisco 16 °C", "step tool_calls, 18 tokens",
                "It is 16 °C: ", "take a jacket.", "step stop, 18 tokens", "in all 36 tokens", "ended: Completed",
            ],
            seen);
        Assert.Equal(new Answer("It is 16 °C: take a jacket."), (await run.WaitAsync()).GetOutputOrThrow());

        // What the model was told of its call.
        var told = openai.Requests[1].Body.GetProperty("messages")[2];
        Assert.Equal("call_1", told.GetProperty("tool_call_id").GetString());
        Assert.Equal("""{"location":"San Francisco","celsius":16}""", told.GetProperty("content").GetString());

        // A plain tool makes no run: there is that of the task alone.
        Assert.Equal(run.Id, Assert.Single(await host.Services.GetRequiredService<IRunnelClient>().ListAsync()).Id);
    }
}
