using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>One case of a union.</summary>
internal sealed record UnionCase(string Name, string Summary, params UnionMember[] Members)
{
    /// <summary>The cases of a task's union: the run, its streams, their ends, and what this build does not know.</summary>
    public static UnionCase[] Of(SurfaceModel model) =>
    [
        new(
            "Run",
            "The run, each time that something about it changed; always the first part of a subscription.",
            new UnionMember("Snapshot", $"global::Runnel.Run<{model.PayloadName}, {model.OutputName}>", "The run as it stood then.")),
        .. model.Streams.Select(stream => new UnionCase(
            stream.CaseName,
            $"A chunk of the stream \"{Text.Comment(stream.Key)}\".",
            new UnionMember("Chunk", stream.Chunk.ToString(), "What the task wrote."))),
        new(
            "StreamEnded",
            "The end of a stream.",
            new UnionMember("Key", "string", "The stream's key."),
            new UnionMember("Reason", "global::Runnel.StreamEndReason", "Why it ended."),
            new UnionMember("Error", "global::Runnel.TaskError?", "What went wrong, if something did.")),
        new(
            "Unknown",
            "A chunk of a stream that this build does not declare: one of another version, or of <c>Metadata.Stream</c>.",
            new UnionMember("Key", "string", "The stream's key."),
            new UnionMember("Chunk", "global::System.Text.Json.JsonElement", "The chunk as JSON.")),
    ];
}

/// <summary>A positional member of a case.</summary>
internal sealed record UnionMember(string Name, string Type, string Summary);
