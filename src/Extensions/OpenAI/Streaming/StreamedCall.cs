using System.Text;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Responses;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Streaming;

/// <summary>A call that comes in pieces.</summary>
internal sealed class StreamedCall(int index)
{
    private readonly StringBuilder arguments = new();
    private ObjectText text;

    public int Index => index;

    public string? Id { get; private set; }

    public string? Name { get; private set; }

    public bool IsComplete { get; private set; }

    /// <summary>Whether the arguments so far are a whole JSON object.</summary>
    public bool IsWhole => text.IsWhole && Name is not null;

    public void Add(Sdk.StreamingChatToolCallUpdate piece, List<ITextStreamPart<IToolSet>> input)
    {
        Id ??= NullIfEmpty(piece.ToolCallId);
        var delta = piece.FunctionArgumentsUpdate?.ToString() ?? string.Empty;
        if (IsComplete)
        {
            if (!string.IsNullOrWhiteSpace(delta))
            {
                throw new InvalidDataException($"The server sent more arguments of the call '{Id}' after their end: {delta}");
            }

            return;
        }

        arguments.Append(delta);
        text.Add(delta);
        if (Name is null && NullIfEmpty(piece.FunctionName) is { } name)
        {
            Begin(name, input);
        }
        else if (Name is not null && delta.Length > 0)
        {
            input.Add(new ToolInputDelta(Id!, delta));
        }
    }

    public FunctionCallContent Complete(bool isCutOff, List<ITextStreamPart<IToolSet>> input)
    {
        var content = Calls.Content(Id, Name, arguments.ToString(), isCutOff);
        IsComplete = true;
        input.Add(new ToolInputEnd(content.CallId));
        return content;
    }

    private void Begin(string name, List<ITextStreamPart<IToolSet>> input)
    {
        Name = name;
        Id ??= Calls.NewId();
        input.Add(new ToolInputStart(Id, name));
        if (arguments.Length > 0)
        {
            input.Add(new ToolInputDelta(Id, arguments.ToString()));
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
