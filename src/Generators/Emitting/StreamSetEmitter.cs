using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>Lets the runtime make a [Streams] record.</summary>
internal static class StreamSetEmitter
{
    public static string Emit(StreamSetModel model)
    {
        var name = model.Declaration.Name;
        var set = $"global::Runnel.Streams.IStreamSet<{model.Declaration.FullName}>";
        return SourceFile.Within(model.Declaration, " : " + set, writer => writer.Write($"""
            /// <inheritdoc/>
            {SourceFile.GeneratedCode}
            static {name} {set}.Create(global::Runnel.Streams.TaskStreams streams) => {Creation(model)};
            """));
    }

    private static string Creation(StreamSetModel model)
    {
        if (model.Streams is not { } streams)
        {
            return $"throw new global::System.NotSupportedException({Text.Literal($"The parameters of {model.Declaration.Name} are not all streams.")})";
        }

        var arguments = streams.Select(stream => $"streams.Open<{stream.Chunk}>({Text.Literal(stream.Key)})");
        return streams.Count == 0 ? "new()" : $"new(\n    {string.Join(",\n    ", arguments)})";
    }
}
