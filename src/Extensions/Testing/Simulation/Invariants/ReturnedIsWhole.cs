using System.Text.Json;
using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>A completed run has all that its last attempt wrote before it returned.</summary>
internal sealed class ReturnedIsWhole(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind != EntryKind.Completed || !run.IsWork)
        {
            return;
        }

        var output = JsonSerializer.Deserialize<Written>(run.State.Output!.Value.Span, JsonSerializerOptions.Web)!;
        Check(run.Chunks(output.Attempt, "numbers").Count() == output.Numbers, run, $"{output.Numbers} numbers were written.");
        Check(output.Left is null || (int?)run.State.Metadata["left"] == output.Left, run, $"the metadata that was set last is {output.Left}.");
        if (!output.IsTextPiped || HasSourceEnded(run, output.Attempt))
        {
            Check(run.Chunks(output.Attempt, "text").Count() == output.Texts, run, $"{output.Texts} texts were written.");
        }
    }

    private static bool HasSourceEnded(SimulatedRun run, int attempt) => run.Entries.Any(entry =>
        entry is { Kind: EntryKind.StreamEnded, Key: "text" } && entry.Attempt == attempt
        && JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.StreamEndedBody)!.Reason == StreamEndReason.Completed);
}
