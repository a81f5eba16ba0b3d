using System.Text.Json;
using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>What runs send to the metadata of others arrives once: all of it from a run that completes before the other ends.</summary>
internal sealed class MetadataArrivesOnce(SimulatedWorld world) : Invariant(world)
{
    private readonly List<(SimulatedRun From, string To, double Sum)> sent = [];
    private readonly Dictionary<string, long> ends = new(StringComparer.Ordinal);
    private long order;

    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        order++;
        if (entry.Kind == EntryKind.MetadataSent)
        {
            var body = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.MetadataSentBody)!;
            sent.Add((run, body.To, body.Operations.Where(operation => operation.Key == "counted").Sum(operation => operation.Value!.GetValue<double>())));
        }

        if (entry.Kind.IsTerminal)
        {
            ends[run.Id] = order;
        }
    }

    public override void OnEnd()
    {
        foreach (var group in sent.GroupBy(message => message.To, StringComparer.Ordinal))
        {
            var to = World.FindRun(group.Key)!;
            var own = to.Entries.Where(entry => entry.Kind == EntryKind.Metadata)
                .SelectMany(entry => JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.ListMetadataOperation)!)
                .Where(operation => operation.Key == "counted").Sum(operation => operation.Value!.GetValue<double>());
            var atMost = group.Sum(message => message.Sum);
            var atLeast = group.Where(message => message.From.Head.Status == RunStatus.Completed && ends[message.From.Id] < ends[to.Id]).Sum(message => message.Sum);
            Check(own <= atMost, to, $"its metadata counts {own}; {atMost} were sent.");
            Check(own >= atLeast, to, $"its metadata counts {own}; {atLeast} were sent by runs that completed before it ended.");
        }
    }
}
