using System.Text.Json;
using Runnel.Execution;

namespace Runnel.Ai;

/// <summary>What the log of a run keeps of one call of a tool.</summary>
/// <param name="run">The run.</param>
/// <param name="name">The call's name in the log.</param>
/// <param name="toolName">The tool's.</param>
internal sealed class CallMemo(AmbientRun run, string name, string toolName)
{
    /// <summary>What it came to in an earlier execution.</summary>
    public ResultMemo? Find() => run.Steps.TryGet(name, out var json) ? json.Deserialize(MemoBodies.Default.ResultMemo) : null;

    /// <summary>From here on this is the tool's code.</summary>
    public void Enter() => AmbientRun.EnterStep(name);

    /// <summary>Keeps what it has come to, for later executions.</summary>
    public async ValueTask KeepAsync(ResultMemo result)
    {
        try
        {
            var json = JsonSerializer.SerializeToElement(result, MemoBodies.Default.ResultMemo);
            await run.Steps.KeepAsync(name, json, $"What the tool '{toolName}' gave").ConfigureAwait(false);
        }
        catch (InvalidOperationException exception)
        {
            run.Steps.Warn($"StreamText: a later execution calls the tool '{toolName}' again. {exception.Message}");
        }
    }
}
