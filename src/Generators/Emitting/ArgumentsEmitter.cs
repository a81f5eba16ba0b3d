using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>The payload of a task, or of a tool, whose method takes its members one by one.</summary>
internal static class ArgumentsEmitter
{
    private const int MaxLine = 100;

    public static string Emit(SurfaceModel model, EquatableArray<ArgumentModel> arguments) => SourceFile.Within(model.Declaration, writer =>
        Emit(writer, "Arguments", model.Accessibility, $"The payload of the task \"{Text.Comment(model.Id)}\": the arguments of its method.", arguments));

    /// <summary>Writes the record.</summary>
    public static void Emit(SourceWriter writer, string name, string accessibility, string summary, EquatableArray<ArgumentModel> arguments)
    {
        var documentation = arguments.Select(argument =>
            $"/// <param name=\"{argument.MemberName}\">The argument <c>{argument.JsonName}</c>.</param>");
        var parameters = arguments.Select(argument => Parameter(argument, argument.MemberName));
        writer.Open($"""
            /// <summary>{summary}</summary>
            {string.Join("\n", documentation)}
            {SourceFile.GeneratedCode}
            {accessibility} sealed record {name}({Lines(parameters)})
            """);
        writer.Write("// The JSON source generator does not see this type.");
        if (arguments.Any(argument => argument.NeedsSuppression))
        {
            writer.Write("""
                [global::System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage(
                    "Trimming", "IL2026", Justification = "Runnel checks what these attributes say without reflection.")]
                """);
        }

        var values = arguments.Select((argument, position) => Value(argument.Type.ToString(), position));
        writer.Write($"""
            internal static global::System.Text.Json.Serialization.Metadata.JsonTypeInfo<{name}> CreateTypeInfo(
                global::System.Text.Json.JsonSerializerOptions options) => global::Runnel.Json.ArgumentsJson.Create<{name}>(
                options,
                static values => new {name}({Lines(values).Replace("\n", "\n    ")}),
                {string.Join(",\n    ", arguments.Select(argument => Member(argument, name)))});
            """);
        writer.Close();
    }

    /// <summary>A parameter of the record or of a call that stands for it.</summary>
    public static string Parameter(ArgumentModel argument, string name) =>
        $"{argument.Type} {name}" + (argument.Default is { } value ? $" = {value}" : "");

    // Few on one line, many on one each.
    private static string Lines(IEnumerable<string> items)
    {
        var list = string.Join(", ", items);
        return list.Length <= MaxLine ? list : "\n    " + string.Join(",\n    ", items);
    }

    private static string Value(string type, int position) =>
        $"({type})values[{position}]" + (type.EndsWith("?", StringComparison.Ordinal) ? "" : "!");

    private static string Member(ArgumentModel argument, string record)
    {
        var common = $"<{record}, {argument.Type}>(\n        \"{argument.MemberName}\", \"{argument.JsonName}\", " +
            $"static arguments => arguments.{argument.MemberName}, nullable: {(argument.AllowsNull ? "true" : "false")}";
        var attributes = argument.Attributes.Count switch
        {
            0 => "",
            1 => $",\n        attributes: [{argument.Attributes[0]}]",
            _ => $",\n        attributes:\n        [\n            {string.Join(",\n            ", argument.Attributes)},\n        ]",
        };
        return argument.Default is { } value
            ? $"global::Runnel.Json.ArgumentsJson.Optional{common}, defaultValue: {value}{attributes})"
            : $"global::Runnel.Json.ArgumentsJson.Required{common}{attributes})";
    }
}
