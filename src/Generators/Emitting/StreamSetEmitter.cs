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
        if (model.Parameters is not { } parameters)
        {
            return $"throw new global::System.NotSupportedException({Text.Literal(model.Declaration.Name + " is no record with positional streams.")})";
        }

        var arguments = parameters.Select(parameter => parameter.Stream is { } stream
            ? $"streams.Open<{stream.Chunk}>({Text.Literal(stream.Key)})"
            : "default!");
        return parameters.Count == 0 ? "new()" : $"new(\n    {string.Join(",\n    ", arguments)})";
    }
}
