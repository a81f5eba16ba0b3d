using Runnel.Storage;
using Runnel.Streams;

namespace Runnel.Hosting;

/// <summary>The queues that a host declares.</summary>
internal sealed class QueueList
{
    private readonly List<QueueDeclaration> all = [];

    public IReadOnlyList<QueueDeclaration> All => all;

    /// <exception cref="RunnelException">The name or the limit is not valid, or the queue was declared before.</exception>
    public void Add(string name, int? limit)
    {
        if (!StreamKeys.IsValid(name))
        {
            throw new RunnelException($"AddQueue: '{name}' is no name of a queue. It has 1 to 128 of A-Z a-z 0-9 . _ -.");
        }

        if (limit < 1)
        {
            throw new RunnelException($"AddQueue: the limit of queue '{name}' is {limit}; it must be at least 1, or null for any number of runs.");
        }

        if (all.Exists(queue => queue.Name == name))
        {
            throw new RunnelException($"AddQueue: queue '{name}' is declared twice. Declare it once, with the limit that you mean.");
        }

        all.Add(new QueueDeclaration(name, limit));
    }
}
