using System.Runtime.CompilerServices;

namespace Runnel;

/// <summary>Runs that were triggered together. Every member can be mocked.</summary>
/// <typeparam name="TOutput">The task's output.</typeparam>
/// <typeparam name="TPart">The generated union of its stream parts.</typeparam>
public abstract class BatchHandle<TOutput, TPart>
    where TPart : class
{
    /// <summary>For mocks.</summary>
    protected BatchHandle()
    {
    }

    /// <summary>The batch's id.</summary>
    public abstract string Id { get; }

    /// <summary>The runs, in the order of the items; those that were there already, by their keys, among them.</summary>
    public abstract IReadOnlyList<RunHandle<TOutput, TPart>> Runs { get; }

    /// <summary>Follows all runs to their ends: the parts of each in order, those of several as they come. A part's cursor tells its run.</summary>
    public abstract IAsyncEnumerable<TPart> SubscribeAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits for the end of all runs. Giving up cancels none.</summary>
    /// <returns>How they ended, in the order of the items.</returns>
    public abstract Task<IReadOnlyList<TaskResult<TOutput>>> WaitAsync(CancellationToken cancellationToken = default);
}

internal sealed class TaskBatchHandle<TPayload, TOutput, TPart>(
    TaskClientBase<TPayload, TOutput, TPart> client, string id, IReadOnlyList<string> runIds) : BatchHandle<TOutput, TPart>
    where TPayload : notnull
    where TPart : class
{
    public override string Id => id;

    public override IReadOnlyList<RunHandle<TOutput, TPart>> Runs { get; } =
        [.. runIds.Select(runId => new TaskRunHandle<TPayload, TOutput, TPart>(client, runId))];

    public override async IAsyncEnumerable<TPart> SubscribeAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var readers = Runs.DistinctBy(run => run.Id).Select(run => run.SubscribeAsync(options: null, ended.Token).GetAsyncEnumerator(ended.Token)).ToList();
        var moves = readers.ToDictionary(reader => reader, reader => reader.MoveNextAsync().AsTask());
        try
        {
            while (moves.Count > 0)
            {
                await Task.WhenAny(moves.Values).ConfigureAwait(false);
                foreach (var (reader, move) in moves.Where(move => move.Value.IsCompleted).ToList())
                {
                    if (!await move.ConfigureAwait(false))
                    {
                        moves.Remove(reader);
                        continue;
                    }

                    yield return reader.Current;
                    moves[reader] = reader.MoveNextAsync().AsTask();
                }
            }
        }
        finally
        {
            ended.Cancel();
            foreach (var reader in readers)
            {
                // One that is under way ends by its token first.
                await (moves.TryGetValue(reader, out var move) ? Task.WhenAny(move) : Task.CompletedTask).ConfigureAwait(false);
                await reader.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    public override async Task<IReadOnlyList<TaskResult<TOutput>>> WaitAsync(CancellationToken cancellationToken = default)
    {
        var results = new List<TaskResult<TOutput>>(runIds.Count);
        foreach (var runId in runIds)
        {
            results.Add(await client.WaitAsync(runId, cancellationToken).ConfigureAwait(false));
        }

        return results;
    }
}
