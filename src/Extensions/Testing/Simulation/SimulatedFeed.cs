namespace Runnel.Testing.Simulation;

/// <summary>A source whose chunks the scenario hands out one by one.</summary>
internal sealed class SimulatedFeed<T> : IAsyncEnumerable<T>
{
    private readonly Queue<T> chunks = new();
    private TaskCompletionSource changed = new();
    private Exception? failure;
    private bool hasEnded;

    public void Next(T chunk)
    {
        chunks.Enqueue(chunk);
        Wake();
    }

    public void End()
    {
        hasEnded = true;
        Wake();
    }

    public void Throw(Exception exception)
    {
        failure = exception;
        End();
    }

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await using var registration = cancellationToken.UnsafeRegister(_ => Wake(), state: null);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (chunks.TryDequeue(out var chunk))
            {
                yield return chunk;
            }
            else if (hasEnded)
            {
                break;
            }
            else
            {
                await changed.Task;
            }
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    private void Wake()
    {
        var before = changed;
        changed = new TaskCompletionSource();
        before.SetResult();
    }
}
