using System.Text.Json;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>Entries that one commit will bring. Guarded by its writer's lock.</summary>
internal sealed class PendingSegment(RunWriter writer)
{
    private readonly SegmentBuilder builder = new();
    private MetadataBatch? metadata;
    private LogEntry[] entries = [];

    /// <summary>What changes with the commit.</summary>
    public HeadChange? Change { get; init; }

    /// <summary>Set when the commit is over, if somebody waits for it.</summary>
    public Signal? Done { get; set; }

    public AppendOutcome Outcome { get; set; }

    public int Bytes => builder.Bytes;

    /// <summary>How many writes it holds; merged metadata changes count one by one.</summary>
    public long Accepted { get; private set; }

    /// <summary>Metadata changes at the segment's end, where further ones are merged.</summary>
    public MetadataBatch Metadata
    {
        get
        {
            Accepted++;
            return metadata ??= new MetadataBatch();
        }
    }

    /// <summary>Adds an entry.</summary>
    /// <returns>By how many bytes the segment has grown.</returns>
    public int Add(LogEntry entry, ReadOnlySpan<byte> json)
    {
        var before = builder.Bytes;
        AddMetadata();
        builder.Add(entry, json);
        Accepted++;
        return builder.Bytes - before;
    }

    /// <summary>Makes an entry of the metadata changes, if there are any.</summary>
    /// <returns>By how many bytes the segment has grown.</returns>
    public int AddMetadata()
    {
        if (metadata is null)
        {
            return 0;
        }

        var before = builder.Bytes;
        var json = EntryBodies.Encode(metadata.Operations, EntryBodies.Default.ListMetadataOperation);
        builder.Add(writer.NewEntry(EntryKind.Metadata), json);
        metadata = null;
        return builder.Bytes - before;
    }

    public SegmentBody Build()
    {
        (var body, entries) = builder.Build();
        return body;
    }

    public CommittedSegment ToCommitted(long last)
    {
        var first = last - entries.Length + 1;
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index].Sequence = first + index;
        }

        return new CommittedSegment(first, entries, builder.Bytes);
    }
}
