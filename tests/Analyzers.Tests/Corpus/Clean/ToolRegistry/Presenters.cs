using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel;

namespace Relecloud.Console;

public sealed record Room(string Name, double Celsius);

[Tools]
public sealed partial class HomeTools(IHome home)
{
    [Tool("rooms", Description = "All rooms with their temperature")]
    public Task<IReadOnlyList<Room>> RoomsAsync(CancellationToken cancellationToken) => home.RoomsAsync(cancellationToken);

    [Tool("heat", Description = "Heat a room")]
    public Task HeatAsync(string room, double celsius, CancellationToken cancellationToken) => home.HeatAsync(room, celsius, cancellationToken);
}

public interface IHome
{
    Task<IReadOnlyList<Room>> RoomsAsync(CancellationToken cancellationToken);

    Task HeatAsync(string room, double celsius, CancellationToken cancellationToken);
}

[Streams]
public sealed partial record ButlerStreams(TaskStream<ITextStreamPart<HomeTools>> Butler);

[Task("ask-butler")]
public sealed partial class AskButler(IChatClient model, HomeTools tools)
{
    public async Task<string> RunAsync(string wish, ButlerStreams streams, CancellationToken cancellationToken)
    {
        var result = model.StreamText(wish, tools, new() { MaxSteps = 4 }, cancellationToken);
        await foreach (var part in streams.Butler.Pipe(result.FullStream).WithCancellation(cancellationToken))
        {
            if (part is HomeTools.HeatToolCall { Arguments: { Celsius: > 30, Room: var room } })
            {
                throw new AbortRunException($"Nobody wants {room} that hot.");
            }
        }

        return await result.Text;
    }
}

/// <summary>Shows the calls of whichever tools: by their names, and those without a presenter as JSON.</summary>
public sealed class ToolPresenter
{
    private readonly Dictionary<string, Func<JsonElement, string>> results = new(StringComparer.Ordinal)
    {
        ["rooms"] = output => string.Join(", ", output.EnumerateArray().Select(room => room.GetProperty("name").GetString())),
        ["heat"] = _ => "it gets warm",
    };

    public string? Present<TTools>(ITextStreamPart<TTools> part)
        where TTools : IToolSet => part switch
        {
            IToolCall call => $"→ {call.ToolName} {call.GetInput(JsonSerializerOptions.Web)}",
            IToolResult result when results.TryGetValue(result.ToolName, out var show) => $"← {show(result.GetOutput(JsonSerializerOptions.Web))}",
            IToolResult result => $"← {result.GetOutput(JsonSerializerOptions.Web)}",
            IToolError { ToolName: var name, Error: var error } => $"✗ {name}: {error.Message}",
            _ => null,
        };
}

public sealed class ButlerConsole(AskButler.TaskClient butler, ToolPresenter presenter, TextWriter output)
{
    public async Task AskAsync(string wish, CancellationToken cancellationToken)
    {
        await foreach (var part in butler.TriggerAndSubscribeAsync(wish, cancellationToken: cancellationToken))
        {
            if (part is AskButler.StreamPart.Butler(TextDelta(var text)))
            {
                await output.WriteAsync(text.AsMemory(), cancellationToken);
            }
            else if (part is AskButler.StreamPart.Butler(var chunk))
            {
                if (presenter.Present(chunk) is { } line)
                {
                    await output.WriteLineAsync(line.AsMemory(), cancellationToken);
                }
            }
            else if (part is AskButler.StreamPart.Run({ Status: RunStatus.Failed, Error: { } error }))
            {
                await output.WriteLineAsync(error.Message.AsMemory(), cancellationToken);
            }
        }
    }
}
