using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>The closed union of what a subscriber sees, and the codec that makes its parts.</summary>
internal static class StreamPartEmitter
{
    public static string Emit(SurfaceModel model) => SourceFile.Within(model.Declaration, writer =>
    {
        EmitUnion(writer, model);
        writer.WriteBlankLine();
        PartCodecEmitter.Emit(writer, model);
    });

    private static void EmitUnion(SourceWriter writer, SurfaceModel model)
    {
        writer.Open($"""
            /// <summary>
            /// What a subscriber to a run of the task "{Text.Comment(model.Id)}" receives: how the run stands, the chunks of its streams,
            /// and their ends. Switch over it: there are no other cases.
            /// </summary>
            [global::System.Text.Json.Serialization.JsonConverter(typeof({model.Declaration.FullName}.StreamPart.Converter))]
            [global::Runnel.GeneratedStreamPart(typeof({model.Declaration.FullName}))]
            {SourceFile.GeneratedCode}
            {model.Accessibility} abstract record StreamPart
            """);
        writer.Write("""
            private StreamPart()
            {
            }

            /// <summary>Where to resume a subscription after this part.</summary>
            public global::Runnel.RunCursor Cursor { get; init; }

            /// <summary>The execution that wrote the part, from 1; 0 before the first.</summary>
            public int Attempt { get; init; }

            /// <summary>When the part was written.</summary>
            public global::System.DateTimeOffset Timestamp { get; init; }

            // A private constructor alone does not close the union: other assemblies could derive through the copy constructor.
            private protected abstract int Case { get; }

            """);
        var cases = UnionCase.Of(model);
        for (var number = 0; number < cases.Length; number++)
        {
            EmitCase(writer, model, cases[number], number);
        }

        writer.Write($"""
            /// <summary>Reads and writes the parts as JSON.</summary>
            public sealed class Converter()
                : global::Runnel.Streams.StreamPartConverter<{model.TypeArguments}>({model.ContractName}.Parts);
            """);
        writer.Close();
    }

    private static void EmitCase(SourceWriter writer, SurfaceModel model, UnionCase part, int number)
    {
        writer.Write($"/// <summary>{part.Summary}</summary>");
        foreach (var member in part.Members)
        {
            writer.Write($"/// <param name=\"{member.Name}\">{member.Summary}</param>");
        }

        var parameters = string.Join(", ", part.Members.Select(member => $"{member.Type} {member.Name}"));
        writer.Write("[global::System.Text.Json.Serialization.JsonConverter(typeof(Converter))]");
        writer.Open($"public sealed record {part.Name}({parameters}) : StreamPart");
        foreach (var member in part.Members.Where(member => model.Streams.Any(stream => stream.CaseName == member.Name)))
        {
            // The case of a stream of that name is inherited and would take the place of the property.
            writer.Write($$"""
                /// <summary>{{member.Summary}}</summary>
                public new {{member.Type}} {{member.Name}} { get; init; } = {{member.Name}};

                """);
        }

        writer.Write($"private protected override int Case => {number};");
        writer.Close();
        writer.WriteBlankLine();
    }
}
