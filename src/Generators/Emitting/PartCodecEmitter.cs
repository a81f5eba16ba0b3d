using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>The codec between the log and the union's parts.</summary>
internal static class PartCodecEmitter
{
    private const string AtPosition = "{ Cursor = at.Cursor, Attempt = at.Attempt, Timestamp = at.Timestamp }";

    public static void Emit(SourceWriter writer, SurfaceModel model)
    {
        writer.Open($"""
            /// <summary>Makes parts of what the log holds, and takes them apart again.</summary>
            {SourceFile.GeneratedCode}
            private sealed class PartCodec : global::Runnel.Streams.StreamPartCodec<{model.TypeArguments}>
            """);
        writer.Write($"""
            public override StreamPart Run(
                global::Runnel.Run<{model.PayloadName}, {model.OutputName}> snapshot, in global::Runnel.Streams.PartPosition at) =>
                new StreamPart.Run(snapshot) {AtPosition};

            """);
        EmitChunk(writer, model);
        writer.Write($"""

            public override StreamPart StreamEnded(
                string key, global::Runnel.StreamEndReason reason, global::Runnel.TaskError? error, in global::Runnel.Streams.PartPosition at) =>
                new StreamPart.StreamEnded(key, reason, error) {AtPosition};

            public override global::Runnel.Streams.PartPosition PositionOf(StreamPart part) => new(part.Cursor, part.Attempt, part.Timestamp);

            """);
        EmitWrite(writer, model);
        writer.Close();
    }

    private static void EmitChunk(SourceWriter writer, SurfaceModel model)
    {
        const string Signature = "public override StreamPart Chunk(in global::Runnel.Streams.StreamChunk chunk, in global::Runnel.Streams.PartPosition at) =>";
        const string Unknown = "new StreamPart.Unknown(chunk.Key, chunk.ReadJson()) " + AtPosition;
        if (model.Streams.Count == 0)
        {
            writer.Write($"{Signature}\n    {Unknown};");
            return;
        }

        writer.Open(Signature + " chunk.Key switch");
        foreach (var stream in model.Streams)
        {
            writer.Write($"{Text.Literal(stream.Key)} => new StreamPart.{stream.CaseName}(chunk.Read<{stream.Chunk}>()) {AtPosition},");
        }

        writer.Write($"_ => {Unknown},");
        writer.Close(";");
    }

    private static void EmitWrite(SourceWriter writer, SurfaceModel model)
    {
        writer.Open($"""
            public override void Write(StreamPart part, global::Runnel.Streams.StreamPartWriter<{model.PayloadName}, {model.OutputName}> writer)
            """);
        writer.Open("switch (part)");
        EmitArm("Run(var snapshot)", "Run(snapshot)");
        foreach (var stream in model.Streams)
        {
            EmitArm($"{stream.CaseName}(var chunk)", $"Chunk({Text.Literal(stream.Key)}, chunk)");
        }

        EmitArm("StreamEnded(var key, var reason, var error)", "StreamEnded(key, reason, error)");
        EmitArm("Unknown(var key, var chunk)", "Unknown(key, chunk)");
        writer.Close();
        writer.Close();

        void EmitArm(string pattern, string call) => writer.Write($"""
            case StreamPart.{pattern}:
                writer.{call};
                break;
            """);
    }
}
