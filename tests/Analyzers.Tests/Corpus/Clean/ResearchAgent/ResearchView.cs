using Runnel;
using Part = Munson.Research.Research.StreamPart;

namespace Munson.Research;

public sealed class ResearchView(Research.TaskClient research, TextWriter output)
{
    public async Task<int> ShowAsync(string question, CancellationToken cancellationToken)
    {
        var run = await research.TriggerAsync(new ResearchQuestion(question), cancellationToken: cancellationToken);
        await foreach (var part in run.SubscribeAsync(cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Part.Model(TextDelta { Text: var text }):
                    await output.WriteAsync(text);
                    break;
                case Part.Model(SearchWeb.ToolCall { Arguments: { Query: var query } }):
                    await output.WriteLineAsync($"[searching for {query}]");
                    break;
                case Part.Model(SearchWeb.ToolResult { Output: { Count: > 0 } hits }):
                    await output.WriteLineAsync($"[{string.Join(", ", hits.Select(hit => hit.Url.Host).Distinct())}]");
                    break;
                case Part.Model(SearchWeb.ToolResult):
                    await output.WriteLineAsync("[nothing found]");
                    break;
                case Part.Model(ReadPage.ToolCall call):
                    await output.WriteLineAsync($"[reading {call.Arguments.Url}]");
                    break;
                case Part.Model(ReadPage.ToolResult { Output.Length: var length }):
                    await output.WriteLineAsync($"[{length} characters]");
                    break;
                case Part.Model(SearchWeb.ToolError { Error: var error }):
                    await output.WriteLineAsync($"[the search failed: {error.Message}]");
                    break;
                case Part.Model(ReadPage.ToolError { Arguments.Url: var url, Error: var error }):
                    await output.WriteLineAsync($"[{url} could not be read: {error.Message}]");
                    break;
                case Part.StreamEnded { Reason: StreamEndReason.Superseded }:
                    await output.WriteLineAsync("[once more]");
                    break;
                case Part.Model(ErrorPart { Error: var error }):
                    await output.WriteLineAsync(error.Message);
                    break;
            }
        }

        return (await run.WaitAsync(cancellationToken)).IsSuccess ? 0 : 1;
    }
}
