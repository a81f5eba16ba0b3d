using Runnel.Storage;

namespace Runnel.Execution;

/// <summary>The queues that may be named: those that this host declares, and those that others have.</summary>
internal sealed class QueueCatalog(IRunStore store, IReadOnlyList<QueueDeclaration> declared, IReadOnlyDictionary<string, string?> taskQueues)
{
    private volatile bool isDeclared;
    private volatile IReadOnlySet<string> seen = new HashSet<string>();

    /// <summary>Tells the store of this host's queues; again changes nothing.</summary>
    public async ValueTask DeclareAsync(CancellationToken cancellationToken)
    {
        if (isDeclared || declared.Count + taskQueues.Count == 0)
        {
            return;
        }

        await store.DeclareAsync(declared, taskQueues, cancellationToken).ConfigureAwait(false);
        isDeclared = true;
    }

    /// <exception cref="QueueNotFoundException">Nobody has declared it.</exception>
    public async ValueTask RequireAsync(string queue, CancellationToken cancellationToken)
    {
        if (declared.Any(known => known.Name == queue))
        {
            await DeclareAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        // A queue that was there once stays.
        if (seen.Contains(queue))
        {
            return;
        }

        var others = await store.ListQueuesAsync(cancellationToken).ConfigureAwait(false);
        seen = others.Select(other => other.Name).ToHashSet(StringComparer.Ordinal);
        if (!seen.Contains(queue))
        {
            throw new QueueNotFoundException(queue, others.Select(other => other.Name).Concat(declared.Select(known => known.Name)).Distinct(StringComparer.Ordinal));
        }
    }
}
