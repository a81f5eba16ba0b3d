using System.Runtime.CompilerServices;
using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks;

/// <summary>The chunks of one stream of one execution, numbered from 0.</summary>
internal sealed class Current(string key, Assignment assignment, Witness witness, TaskStream<Numbered> stream)
{
    private int count;

    public string Key => key;

    /// <summary>How many chunks were accepted.</summary>
    public int Count => count;

    /// <summary>Writes one chunk, and flushes and pauses where the assignment says so.</summary>
    public async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Next(), cancellationToken);
        await AcceptedAsync(cancellationToken);
    }

    /// <summary>A source for a pipe: it goes on after the task has returned.</summary>
    public async IAsyncEnumerable<Numbered> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        witness.SourceBegan();
        try
        {
            while (count < assignment.Chunks)
            {
                yield return Next();

                // The pump asks for the next chunk when it has written this one.
                await AcceptedAsync(cancellationToken);
            }
        }
        finally
        {
            witness.SourceEnded();
        }
    }

    private Numbered Next() => new(witness.RunId, witness.Attempt, key, count, Filler.Of(count, assignment.ChunkLength));

    private async ValueTask AcceptedAsync(CancellationToken cancellationToken)
    {
        count++;
        witness.Wrote();
        if (count % assignment.FlushEvery == 0)
        {
            await stream.FlushAsync(cancellationToken);
            witness.Confirmed(key, count);
        }

        if (count % assignment.PauseEvery == 0)
        {
            await Task.Delay(assignment.PauseMilliseconds, cancellationToken);
        }
    }
}
