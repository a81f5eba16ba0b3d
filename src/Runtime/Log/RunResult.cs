using System.Text.Json;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>How a run ended, as its log tells.</summary>
internal sealed record RunResult(string RunId, RunStatus Status, ReadOnlyMemory<byte>? Output, TaskError? Error)
{
    /// <summary>Reads the result of a run that has ended.</summary>
    public static async ValueTask<RunResult> ReadAsync(IRunStore store, RunHead head, CancellationToken cancellationToken)
    {
        // Most often the commit that ended the run holds all there is to know.
        var last = await store.ReadAsync(new ReadRequest(head.RunId, head.Head - 1), cancellationToken).ConfigureAwait(false);
        var entries = last.Segments.Count == 1 ? CommittedSegment.Read(last.Segments[0]).Entries : [];
        if (entries is [.., { Kind: EntryKind.Returned } returned, { Kind: EntryKind.Completed }])
        {
            return new RunResult(head.RunId, head.Status, returned.Body, Error: null);
        }

        var state = await RunState.ReadAsync(store, head.RunId, head.TaskId, head.Head, cancellationToken).ConfigureAwait(false);
        return Of(state);
    }

    public static RunResult Of(RunState state) => new(state.RunId, state.Status, state.Output, state.Status switch
    {
        RunStatus.Completed => null,
        RunStatus.Canceled => new TaskError(typeof(OperationCanceledException).FullName!, "The run was canceled."),
        _ => state.Error,
    });
}
