using System.Text.Json;
using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>The chunks of a stream are those that its attempt wrote, each once and in their order.</summary>
internal sealed class ChunksAreExact(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind == EntryKind.Chunk)
        {
            var number = run.Chunks(entry.Attempt, entry.Key!).Count();
            var expected = entry.Key == "text"
                ? JsonSerializer.Serialize(SimulatedWork.Text(entry.Attempt, number))
                : JsonSerializer.Serialize(SimulatedWork.Number(entry.Attempt, number));
            var actual = System.Text.Encoding.UTF8.GetString(entry.Body.Span);
            Check(actual == expected, run, $"chunk {number} of {entry.Key} is {actual}.");
        }
    }
}
