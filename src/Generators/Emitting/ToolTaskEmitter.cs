using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>A task as a tool: the function that a model calls, and the parts that tell of its calls.</summary>
internal static class ToolTaskEmitter
{
    public static string Emit(SurfaceModel surface, ToolModel tool) => SourceFile.Within(surface.Declaration, writer =>
    {
        var name = surface.Declaration.FullName;
        var part = $"global::Runnel.ITextStreamPart<global::Runnel.IHasTool<{name}>>";
        var parts = new ToolPartsEmitter(tool, prefix: "", surface.Accessibility, surface.PayloadName, surface.OutputName, part);
        writer.Write($$"""
            /// <summary>What a model is shown of the tool "{{Text.Comment(tool.Name)}}", and how the parts of its calls are made.</summary>
            [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
            {{SourceFile.GeneratedCode}}
            {{surface.Accessibility}} static global::Runnel.Ai.ToolParts<{{part}}, {{surface.PayloadName}}, {{surface.OutputName}}> ToolParts { get; } = new(
                {{parts.Declaration(surface.Arguments is null ? null : "Arguments.CreateTypeInfo")}},
                {{parts.Factories}});

            /// <summary>The tool "{{Text.Comment(tool.Name)}}": each call is a run of the task "{{Text.Comment(surface.Id)}}".</summary>
            {{SourceFile.GeneratedCode}}
            {{surface.Accessibility}} sealed class ToolFunction : global::Runnel.Ai.TaskToolFunction<{{surface.TypeArguments}}>
            """);
        writer.Open();
        writer.Write($$"""
            /// <summary>Creates the function; the host's services, and tool sets, do so.</summary>
            /// <param name="connection">The way to the runs; without one only the schema can be asked for.</param>
            /// <param name="options">How the runs are triggered.</param>
            public ToolFunction(global::Runnel.Clients.RunConnection? connection, global::Runnel.TriggerOptions? options = null)
                : base(ToolParts.Declaration, {{surface.ContractName}}, connection, options)
            {
            }

            /// <summary>The same tool, whose runs are triggered with other options.</summary>
            /// <param name="options">How the runs are triggered.</param>
            public ToolFunction With(global::Runnel.TriggerOptions options) => new(Connection, options);
            """);
        writer.Close();
        parts.EmitRecords(writer);
    });
}
