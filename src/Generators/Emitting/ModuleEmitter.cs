using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>The list of an assembly's tasks and the calls that register it.</summary>
internal static class ModuleEmitter
{
    public static string EmitAddTasks(ModuleModel model) => SourceFile.InNamespace("Runnel", writer =>
    {
        writer.Open($"""
            /// <summary>The tasks and clients of this assembly.</summary>
            [global::Microsoft.CodeAnalysis.Embedded]
            {SourceFile.GeneratedCode}
            internal static class RunnelTasks
            """);
        writer.Write($$"""
            /// <summary>The tasks and clients of this assembly, as one module.</summary>
            internal static global::Runnel.TaskModule Module { get; } = new({{Text.Literal(model.AssemblyName)}}, static module => {{Registrations(model)}});

            /// <summary>Registers the tasks and clients of this assembly.</summary>
            /// <param name="runnel">The builder.</param>
            internal static global::Runnel.RunnelBuilder AddTasks(this global::Runnel.RunnelBuilder runnel) => runnel.Add(Module);
            """);
        writer.Close();
    });

    public static string EmitModule(DeclarationModel declaration) => SourceFile.Within(declaration, writer => writer.Write($$"""
        /// <summary>The tasks and clients of this assembly, for other assemblies to add.</summary>
        {{SourceFile.GeneratedCode}}
        public static global::Runnel.TaskModule Module => global::Runnel.RunnelTasks.Module;
        """));

    private static string Registrations(ModuleModel model)
    {
        if (model.Entries.Count == 0 && model.ToolSets.Count == 0)
        {
            return "{ }";
        }

        var tasks = model.Entries.Select(entry =>
            (entry.IsTask ? $".AddTask({entry.FullName}.Definition" : $".AddClient({entry.FullName}.Contract") +
            $", static connection => new {entry.FullName}.TaskClient(connection))" +
            (entry.IsTool ? $"\n    .AddToolFunction(static connection => new {entry.FullName}.ToolFunction(connection))" : ""));
        var types = model.Entries
            .Where(entry => entry.HasArguments)
            .Select(entry => $".AddTypeInfo({entry.FullName}.Arguments.CreateTypeInfo)");
        var sets = model.ToolSets.Select(set => $".AddToolSet<{set}>()");
        return "module\n    " + string.Join("\n    ", tasks.Concat(types).Concat(sets));
    }
}
