using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>The parts of a full stream that tell of one tool: its calls, their results and their errors.</summary>
internal sealed class ToolPartsEmitter(ToolModel tool, string prefix, string accessibility, string argumentsName, string outputName, string part)
{
    private string Name { get; } = Text.Literal(tool.Name);

    /// <summary>Writes the three records.</summary>
    public void EmitRecords(SourceWriter writer)
    {
        var comment = Text.Comment(tool.Name);
        Emit(writer, "ToolCall", $"The model calls the tool \"{comment}\".", $"{argumentsName}", []);
        Emit(
            writer,
            "ToolResult",
            $"What a call of the tool \"{comment}\" gave.",
            $"{argumentsName}, {outputName}",
            [("Output", outputName, "What the tool gave.")]);
        Emit(
            writer,
            "ToolError",
            $"A call of the tool \"{comment}\" failed.",
            $"{argumentsName}",
            [("Error", "global::Runnel.TaskError", "Why.")]);
    }

    /// <summary>What makes the three of what happens, as the last arguments of a call.</summary>
    public string Factories => $"""
        static (toolCallId, arguments) => new {prefix}ToolCall(toolCallId, arguments),
            static (toolCallId, arguments, output) => new {prefix}ToolResult(toolCallId, arguments, output),
            static (toolCallId, arguments, error) => new {prefix}ToolError(toolCallId, arguments, error)
        """;

    /// <summary>What a model is shown of the tool, as an expression that creates it.</summary>
    /// <param name="createTypeInfo">What gives the contract of emitted arguments; null for others.</param>
    public string Declaration(string? createTypeInfo)
    {
        string?[] settings =
        [
            tool.Description is { } description ? $"Description = {Text.Literal(description)}" : null,
            tool.IsStrict ? "IsStrict = true" : null,
            createTypeInfo is null ? null : $"CreateTypeInfo = {createTypeInfo}",
        ];
        var members = string.Join(", ", settings.Where(setting => setting is not null));
        return $"new({Name})" + (members.Length > 0 ? $" {{ {members} }}" : "");
    }

    private void Emit(SourceWriter writer, string kind, string summary, string typeArguments, (string Name, string Type, string Summary)[] last)
    {
        var documentation = string.Concat(last.Select(member => $"\n/// <param name=\"{member.Name}\">{member.Summary}</param>"));
        var parameters = string.Concat(last.Select(member => $", {member.Type} {member.Name}"));
        var values = string.Concat(last.Select(member => ", " + member.Name));
        writer.Write($"""

            /// <summary>{summary}</summary>
            /// <param name="ToolCallId">What ties the parts of one call.</param>
            /// <param name="Arguments">What the model gave.</param>{documentation}
            {SourceFile.GeneratedCode}
            {accessibility} sealed record {prefix}{kind}(string ToolCallId, {argumentsName} Arguments{parameters})
                : global::Runnel.{kind}<{typeArguments}>(ToolCallId, {Name}, Arguments{values}),
                {part};
            """);
    }
}
