using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>A [Tool] method: its arguments, how it is called, and the parts that tell of its calls.</summary>
internal static class ToolMethodEmitter
{
    public static string Emit(DeclarationModel set, ToolMethodModel tool) => SourceFile.Within(set, writer =>
    {
        var parts = new ToolPartsEmitter(tool.Tool, tool.Member, tool.Accessibility, tool.PayloadName, tool.OutputName, $"global::Runnel.ITextStreamPart<{set.FullName}>");
        var comment = Text.Comment(tool.Tool.Name);
        writer.Write($$"""
            /// <summary>The tool "{{comment}}".</summary>
            {{SourceFile.GeneratedCode}}
            public global::Microsoft.Extensions.AI.AIFunction {{tool.Member}}Tool =>
                {{tool.Member}}Definition.Bind(this, global::Runnel.Ai.ToolSets.ConnectionOf(this));

            /// <summary>How the tool "{{comment}}" is called.</summary>
            {{SourceFile.GeneratedCode}}
            private static global::Runnel.Ai.MethodTool<{{set.FullName}}, {{tool.PayloadName}}, {{tool.OutputName}}> {{tool.Member}}Definition { get; } = new(
                {{parts.Declaration(tool.Members is null ? null : $"{tool.Member}Arguments.CreateTypeInfo")}},
                static (tools, arguments, cancellationToken) =>{{InvocationExpression.Of(tool, set.FullName).Replace("\n        ", "\n    ")}},
                {{parts.Factories}});
            """);
        if (tool.Members is { } members)
        {
            writer.WriteBlankLine();
            ArgumentsEmitter.Emit(writer, tool.Member + "Arguments", tool.Accessibility, $"The arguments of the tool \"{comment}\".", members);
        }

        parts.EmitRecords(writer);
    });
}
