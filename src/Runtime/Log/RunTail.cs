using Runnel.Scheduling;

namespace Runnel.Log;

/// <summary>The newest commits of one run, bounded in bytes and without a gap; older ones are in the store.</summary>
internal sealed class RunTail(int maxBytes)
{
    private readonly Lock gate = new();
    private readonly List<Signal> readers = [];
    private readonly LinkedList<CommittedSegment> segments = new();
    private int bytes;
    private long head;

    /// <summary>How many readers there are; guarded by <see cref="LiveTail"/>.</summary>
    public int Readers { get; set; }

    public void Add(Signal reader)
    {
        lock (gate)
        {
            readers.Add(reader);
        }
    }

    public void Remove(Signal reader)
    {
        lock (gate)
        {
            readers.Remove(reader);
        }
    }

    public void Publish(CommittedSegment segment)
    {
        lock (gate)
        {
            // A gap is another writer's commit: from here on the tail begins anew, and readers take what is missing from the store.
            if (segments.Last is { } last && last.Value.Last + 1 != segment.First)
            {
                segments.Clear();
                bytes = 0;
            }

            segments.AddLast(segment);
            bytes += segment.Bytes;
            while (bytes > maxBytes && segments.Count > 1)
            {
                bytes -= segments.First!.Value.Bytes;
                segments.RemoveFirst();
            }

            head = Math.Max(head, segment.Last);
            WakeReaders();
        }
    }

    /// <summary>Notes that the store holds entries up to <paramref name="sequence"/>.</summary>
    public void Advance(long sequence)
    {
        lock (gate)
        {
            if (sequence > head)
            {
                head = sequence;
                WakeReaders();
            }
        }
    }

    /// <summary>The segment with the entry after the given one, if the tail still has it.</summary>
    /// <param name="after">The last entry that was seen.</param>
    /// <param name="inStore">Whether the store has more, where the tail has not.</param>
    public CommittedSegment? Next(long after, out bool inStore)
    {
        lock (gate)
        {
            inStore = head > after;
            for (var node = segments.Last; node is not null && node.Value.Last > after; node = node.Previous)
            {
                if (node.Value.First <= after + 1)
                {
                    return node.Value;
                }
            }

            return null;
        }
    }

    private void WakeReaders()
    {
        foreach (var reader in readers)
        {
            reader.Set();
        }
    }
}
