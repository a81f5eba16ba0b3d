using ChatStreaming.Kill;
using Runnel;
using Part = ChatStreaming.Chat.StreamPart;

namespace ChatStreaming;

/// <summary>Picks the story that is told, and shows what its run streams.</summary>
public static class Program
{
    private const string DefaultPrompt = "Do I need a coat in Oslo, or rather in Lisbon?";

    public static async Task<int> Main(string[] args)
    {
        try
        {
            return args switch
            {
                [WorkerProcess.Role, var database] => await WorkerProcess.WorkAsync(database),
                ["--kill", .. var words] => await KillStory.RunAsync(PromptOf(words)),
                _ => await ChatStory.RunAsync(PromptOf(args)),
            };
        }
        catch (SettingException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
    }

    /// <summary>
    /// Follows a run to its end. Everything that it streams arrives here, typed: the compiler knows its streams and the model's tools.
    /// </summary>
    /// <returns>The run as it ended.</returns>
    public static async Task<Run<Prompt, Answer>> ShowAsync(IAsyncEnumerable<Part> parts, Transcript transcript)
    {
        Run<Prompt, Answer>? run = null;
        await foreach (var part in parts)
        {
            switch (part)
            {
                case Part.Run(var snapshot):
                    transcript.Run(run = snapshot);
                    break;

                case Part.OpenAI(TextDelta { Text: var text }):
                    transcript.Token(text, part.Timestamp);
                    break;
                case Part.OpenAI(GetWeather.ToolCall { Arguments.Location: var where }):
                    transcript.Call($"how is the weather in {where}?");
                    break;
                case Part.OpenAI(GetWeather.ToolResult { Output: { Location: var where, Celsius: var celsius, Sky: var sky } }):
                    transcript.Result($"{where}: {celsius} °C, {sky}");
                    break;
                case Part.OpenAI(GetWeather.ToolError { Arguments.Location: var where, Error: var error }):
                    transcript.Failed("result", $"{where}: {error.Message}");
                    break;
                case Part.OpenAI(WeatherTools.ConvertToolCall { Arguments.Celsius: var celsius }):
                    transcript.Call($"what is {celsius} °C in Fahrenheit?");
                    break;
                case Part.OpenAI(WeatherTools.ConvertToolResult { Arguments.Celsius: var celsius, Output: var fahrenheit }):
                    transcript.Result($"{celsius} °C = {fahrenheit} °F");
                    break;
                case Part.OpenAI(WeatherTools.ConvertToolError { Arguments.Celsius: var celsius, Error: var error }):
                    transcript.Failed("result", $"{celsius} °C: {error.Message}");
                    break;
                case Part.OpenAI(DynamicToolError { ToolName: var tool, Error: var error }):    // no such tool, or unfit arguments
                    transcript.Failed("result", $"{tool}: {error.Message}");
                    break;
                case Part.OpenAI(StepFinish { FinishReason: var reason, Usage: var usage }):
                    transcript.Step(reason, usage);
                    break;
                case Part.OpenAI(ErrorPart { Error: var error }):                               // a refusal too
                    transcript.Failed("model", error.Message);
                    break;

#if !OMIT_FETCH
                case Part.Fetch(var html):
                    transcript.Page(html);
                    break;
#endif

                case Part.StreamEnded { Key: var key, Error: { } error }:
                    transcript.Failed(key, $"(stream failed: {error.Message})");
                    break;
                case Part.StreamEnded(var key, var reason, _):
                    transcript.Ended(key, reason);
                    break;
                case Part.Unknown(var key, var chunk):                                          // written by a newer version of the task
                    transcript.Unknown(key, chunk);
                    break;
            }
        }

        transcript.Summarize(run!);
        return run!;
    }

    private static string PromptOf(string[] words) => words is [] ? DefaultPrompt : string.Join(' ', words);
}
