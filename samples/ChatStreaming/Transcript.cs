using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel;

namespace ChatStreaming;

/// <summary>Writes down what a subscriber sees, as it comes, and adds it up.</summary>
public sealed class Transcript(Lines lines)
{
    private DateTimeOffset? firstToken;
    private int tokens;
    private int calls;
    private int pageChunks;
    private int pageCharacters;
    private bool hasAnswer;

    /// <summary>What is about to be asked, and of whom.</summary>
    public void Begin(Prompt prompt, IChatClient model)
    {
        lines.Write("prompt", prompt.Text, Style.Bold);
        lines.Write("asks", model.Describe(), Style.Dim);
        lines.Write("fetches", prompt.Source.ToString(), Style.Dim);
    }

    /// <summary>The run has changed.</summary>
    public void Run(Run<Prompt, Answer> run)
    {
        // The task has returned; the run completes when its streams are drained.
        if (run.HasOutput && !hasAnswer)
        {
            hasAnswer = true;
            lines.Write("answer", run.Output!.Text, Style.Bold);
            return;
        }

        var detail = run switch
        {
            { Attempt: 0 } => run.Id,
            { Error: { } error } => $"attempt {run.Attempt}: {error.Message}",
            _ => $"attempt {run.Attempt}",
        };
        lines.Write("run", $"{Name(run.Status)}, {detail}", run.Error is null ? Style.Cyan : Style.Red);
    }

    /// <summary>The model has said some more.</summary>
    public void Token(string text, DateTimeOffset at)
    {
        // A model's last update has a reason or a bill, and no text.
        if (text.Length > 0)
        {
            firstToken ??= at;
            tokens++;
            lines.WritePiece("model", text);
        }
    }

    /// <summary>The model calls a tool.</summary>
    public void Call(string question)
    {
        calls++;
        lines.Write("call", question, Style.Cyan);
    }

    /// <summary>A tool has answered.</summary>
    public void Result(string answer) => lines.Write("result", answer, Style.Green);

    /// <summary>A step of the model's is complete, with all its calls.</summary>
    public void Step(ChatFinishReason reason, UsageDetails usage) =>
        lines.Write("step", usage.OutputTokenCount is { } written ? $"finished: {reason}, {written} tokens" : $"finished: {reason}", Style.Dim);

    /// <summary>Some more of the page has come.</summary>
    public void Page(string html)
    {
        pageChunks++;
        pageCharacters += html.Length;
        lines.Write("fetch", html.TrimEnd(), Style.Dim);
    }

    /// <summary>A stream is over.</summary>
    public void Ended(string key, StreamEndReason reason) => lines.Write(key, $"(stream {Name(reason)})", Style.Dim);

    /// <summary>Something has failed: a stream, a call, the model.</summary>
    public void Failed(string label, string problem) => lines.Write(label, problem, Style.Red);

    /// <summary>A chunk of a stream that is not declared here.</summary>
    public void Unknown(string key, JsonElement chunk) => lines.Write(key, chunk.GetRawText(), Style.Dim);

    /// <summary>The run as a whole, once it is over.</summary>
    public void Summarize(Run<Prompt, Answer> run)
    {
        lines.WriteLine();
        lines.Write("summary", run.Id);
        lines.Write("status", $"{Name(run.Status)}, attempt {run.Attempt}", run.Status == RunStatus.Completed ? Style.Green : Style.Red);
        lines.Write("duration", $"{Seconds(run.FinishedAt - run.CreatedAt)}, first token after {Seconds(firstToken - run.CreatedAt)}");
        lines.Write("model", $"{tokens} tokens, {calls} calls");
        lines.Write("fetch", $"{pageChunks} chunks, {pageCharacters} characters");
        lines.Write("answer", $"{run.Output?.Text.Length ?? 0} characters");
        foreach (var warning in run.Warnings)
        {
            lines.Write("warning", warning, Style.Red);
        }
    }

    /// <summary>A time, for people.</summary>
    public static string Seconds(TimeSpan? span) =>
        span is { TotalSeconds: var seconds } ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s") : "-";

    /// <summary>A name, for people.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
