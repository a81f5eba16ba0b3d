using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;

namespace Runnel.OpenAI.Tests.StreamText;

/// <summary>What a full stream told, and how it ended.</summary>
internal sealed record Told(IReadOnlyList<ITextStreamPart<TripTools>> Parts, Exception? Failure)
{
    public static async Task<Told> ReadAsync(StreamTextResult<TripTools> result)
    {
        var parts = new List<ITextStreamPart<TripTools>>();
        var failure = await Record.ExceptionAsync(async () =>
        {
            await foreach (var part in result.FullStream.WithPatience())
            {
                parts.Add(part);
            }
        });
        return new Told(parts, failure);
    }

    /// <summary>The parts, one line each, without those of inputs that not every client shows.</summary>
    public IEnumerable<string> Lines => Parts.Where(part => part is not (ToolInputStart or ToolInputDelta or ToolInputEnd)).Select(Line);

    /// <summary>Reads on, to an end without failure.</summary>
    public static async Task<Told> ReadToEndAsync(StreamTextResult<TripTools> result)
    {
        var told = await ReadAsync(result);
        Assert.Null(told.Failure);
        Assert.IsType<FinishPart>(told.Parts[^1]);
        told.AssertNoCallDangles();
        return told;
    }

    /// <summary>Each call has one result, or one error.</summary>
    public void AssertNoCallDangles()
    {
        var calls = Parts.OfType<IToolCall>().Select(call => call.ToolCallId).Order(StringComparer.Ordinal);
        var ends = Parts.OfType<IToolResult>().Select(result => result.ToolCallId).Concat(Parts.OfType<IToolError>().Select(error => error.ToolCallId));
        Assert.Equal(calls, ends.Order(StringComparer.Ordinal));
    }

    private static string Line(ITextStreamPart<TripTools> part) => part switch
    {
        TextDelta { Text: var text } => $"TextDelta {text}",
        ReasoningDelta { Text: var text } => $"ReasoningDelta {text}",
        TripTools.GetWeatherToolCall { ToolCallId: var id, Arguments.Location: var location } => $"GetWeatherToolCall {id} {location}",
        TripTools.GetWeatherToolResult { ToolCallId: var id, Output.Celsius: var celsius } => $"GetWeatherToolResult {id} {celsius}",
        DynamicToolCall { ToolCallId: var id, ToolName: var name, IsInvalid: var isInvalid } => $"DynamicToolCall {id} {name}{(isInvalid ? " invalid" : "")}",
        DynamicToolError { ToolCallId: var id, ToolName: var name } => $"DynamicToolError {id} {name}",
        StepFinish { FinishReason: var reason } => $"StepFinish {reason}",
        FinishPart { FinishReason: var reason } => $"FinishPart {reason}",
        _ => part.GetType().Name,
    };
}
