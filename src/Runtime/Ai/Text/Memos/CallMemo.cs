using System.Text.Json;
using Runnel.Execution;

namespace Runnel.Ai;

/// <summary>What the log of a run keeps of one call of a tool.</summary>
/// <param name="run">The run.</param>
/// <param name="name">The call's name in the log.</param>
/// <param name="toolName">The tool's.</param>
internal sealed class CallMemo(AmbientRun run, string name, string toolName)
{
    /// <summary>Whether the execution is to stop: what a call comes to then is nobody's to keep.</summary>
    public bool IsStopping => run.Steps.Stopping.IsCancellationRequested;

    /// <summary>Gives back what it came to in an earlier execution.</summary>
    /// <param name="recall">Reads what was kept; what it throws of JSON that it does not understand, such as another build's, is a warning.</param>
    /// <returns>Whether there is something, and it was read.</returns>
    public bool TryRecall(Action<ResultMemo> recall)
    {
        try
        {
            if (run.Steps.TryGet(name, out var json))
            {
                recall(json.Deserialize(MemoBodies.Default.ResultMemo)!);
                return true;
            }
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException)
        {
            run.Steps.Warn($"StreamText: the tool '{toolName}' is called again, since what it gave an earlier execution cannot be read. {exception.Message}");
        }

        return false;
    }

    /// <summary>From here on this is the tool's code.</summary>
    /// <param name="givenUp">Canceled when the call is given up, rather than left to the next execution.</param>
    public void Enter(CancellationToken givenUp) => AmbientRun.EnterStep(name, givenUp);

    /// <summary>Keeps what it has come to, for later executions.</summary>
    /// <param name="result">Says what. What cannot be kept is a warning, no failure of the tool's.</param>
    public async ValueTask KeepAsync(Func<ResultMemo> result)
    {
        try
        {
            var json = JsonSerializer.SerializeToElement(result(), MemoBodies.Default.ResultMemo);
            await run.Steps.KeepAsync(name, json, $"What the tool '{toolName}' gave").ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException or NotSupportedException)
        {
            run.Steps.Warn($"StreamText: a later execution calls the tool '{toolName}' again. {exception.Message}");
        }
    }
}
