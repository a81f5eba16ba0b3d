using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.Execution;

namespace Runnel.Ai;

/// <summary>
/// What the log of a run keeps of one writing: each step that was finished, found again by what its model was asked. The first by the request; each other by
/// the answers before it.
/// </summary>
internal sealed class TextMemos
{
    private readonly AmbientRun run;
    private readonly RequestDigest request;
    private readonly int writing;
    private readonly string prefix;
    private StepMemos? step;
    private bool isBroken;

    private TextMemos(AmbientRun run, RequestDigest request)
    {
        (this.run, this.request) = (run, request);
        prefix = run.Step + "streamText/";
        writing = run.Steps.Count(prefix);
    }

    /// <summary>Begins; null where the request has no JSON, which the run is warned of.</summary>
    public static TextMemos? Begin(AmbientRun run, IChatClient model, ChatOptions chat, string? system, IReadOnlyList<ChatMessage> messages)
    {
        try
        {
            return new TextMemos(run, RequestDigest.Of(model, chat, system, messages));
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or InvalidOperationException)
        {
            run.Steps.Warn($"StreamText: its steps are not kept for a later execution, since the conversation cannot be written as JSON. {exception.Message}");
            return null;
        }
    }

    /// <summary>The next step; null where an earlier one could not be kept.</summary>
    public StepMemos? NextStep()
    {
        if (isBroken || step is { Next: null })
        {
            isBroken = true;
            return null;
        }

        return step = step is null ? FirstStep() : new StepMemos(run, prefix + step.Next, writing, request: null, unused: null);
    }

    // Of several that ask for the same, the first is the first.
    private StepMemos FirstStep()
    {
        var name = prefix + RequestDigest.Of(request.Model, request.Settings, request.Tools, request.System, request.Messages);
        name = string.Create(CultureInfo.InvariantCulture, $"{name}.{run.Steps.Count(name)}");
        return new StepMemos(run, name, writing, request, run.Steps.Earlier.ContainsKey(name) ? null : FindUnused());
    }

    // What this writing's place had then, if it was asked with something else. What stands below a step is of writings within its tools.
    private string? FindUnused() => run.Steps.Earlier
        .Where(memo => memo.Key.StartsWith(prefix, StringComparison.Ordinal) && !memo.Key.AsSpan(prefix.Length).Contains('/') && memo.Value.TryGetProperty("request", out _))
        .FirstOrDefault(memo => memo.Value.GetProperty("writing").GetInt32() == writing && !run.Steps.IsRecalled(memo.Key))
        .Key;
}
