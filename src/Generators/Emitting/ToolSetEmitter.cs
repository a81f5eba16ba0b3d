using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>A set of tools: a function for each, and what the runtime asks of a set.</summary>
internal static class ToolSetEmitter
{
    public static string Emit(ToolSetModel model)
    {
        var name = model.Declaration.FullName;
        var set = $"global::Runnel.Ai.IToolCatalog<{name}>";
        var bases = string.Concat(model.Tasks.Select(task => $",\n      global::Runnel.IHasTool<{task.FullName}>"));
        return SourceFile.Within(model.Declaration, $"\n    : {set}{bases}", writer =>
        {
            foreach (var task in model.Tasks)
            {
                writer.Write($"""
                    /// <summary>The tool "{Text.Comment(task.Name)}": each call is a run.</summary>
                    {SourceFile.GeneratedCode}
                    {task.Accessibility} {task.FullName}.ToolFunction {task.Member} => new(global::Runnel.Ai.ToolSets.ConnectionOf(this));

                    """);
            }

            var functions = model.Tasks.Select(task => task.Member).Concat(model.Methods.Select(method => method.Member + "Tool"));
            var parts = model.Tasks.Select(task => task.FullName + ".ToolParts").Concat(model.Methods.Select(method => method.Member + "Definition"));
            writer.Write($$"""
                /// <summary>All tools of the set.</summary>
                {{SourceFile.GeneratedCode}}
                public global::System.Collections.Generic.IReadOnlyList<global::Microsoft.Extensions.AI.AIFunction> Functions =>{{List(functions)}};

                {{SourceFile.GeneratedCode}}
                global::Runnel.Clients.RunConnection? {{set}}.Connection { get; set; }

                {{SourceFile.GeneratedCode}}
                static global::System.Collections.Generic.IReadOnlyList<global::Runnel.Ai.IToolParts<global::Runnel.ITextStreamPart<{{name}}>>>
                    {{set}}.Parts =>{{List(parts).Replace("\n", "\n    ")}};

                {{SourceFile.GeneratedCode}}
                static {{name}} {{set}}.Create(
                    global::System.IServiceProvider services) => {{Creation(model)}};
                """);
        });
    }

    // Each on a line of its own.
    private static string List(IEnumerable<string> items)
    {
        var list = string.Concat(items.Select(item => $"    {item},\n"));
        return list.Length > 0 ? $"\n[\n{list}]" : " []";
    }

    private static string Creation(ToolSetModel model)
    {
        if (model.Services is not { } services)
        {
            return $"throw new global::System.NotSupportedException({Text.Literal($"{model.Declaration.Name} cannot be created.")})";
        }

        var arguments = string.Join(",\n    ", services.Select(ConstructionExpression.Of));
        return services.Count == 0 ? "new()" : $"new(\n    {arguments})";
    }
}
