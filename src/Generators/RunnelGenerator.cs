using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Emitting;
using Runnel.Generators.Models;
using Runnel.Generators.Parsing;

namespace Runnel.Generators;

/// <summary>Emits what the attributes [Task], [ToolTask], [Tools], [TaskClient], [Streams] and [TaskModule] ask for, and AddTasks().</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RunnelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // AddTasks is embedded: an assembly with access to another's internals would see two.
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        // Records depend on nothing but themselves; a task reads the record that it takes on its own.
        var streamSets = Declared(context, KnownTypes.StreamsAttribute, TrackingNames.StreamSets, static (type, _, token) =>
            StreamsParser.Parse(type, new ProblemList(), token));
        context.RegisterSourceOutput(streamSets, static (output, model) =>
            output.AddSource(model.Declaration.HintName + ".Streams.g.cs", StreamSetEmitter.Emit(model)));

        // A model holds all that a task's files show: an edit elsewhere, or of a body, gives an equal one and ends here.
        var tasks = Declared(context, KnownTypes.TaskAttribute, TrackingNames.Tasks, static (type, attribute, token) =>
            TaskParser.Parse(type, attribute, new ProblemList(), token));
        context.RegisterSourceOutput(tasks, EmitDefinition);
        context.RegisterSourceOutput(Surfaces(tasks, TrackingNames.TaskSurfaces), EmitSurface);

        // Two attributes, one pipeline each: a task that is a tool is a task that has one file more.
        var toolTasks = Declared(context, KnownTypes.ToolTaskAttribute, TrackingNames.ToolTasks, static (type, attribute, token) =>
            TaskParser.Parse(type, attribute, new ProblemList(), token));
        var definitions = toolTasks.Select(static (task, _) => task with { Tool = null }).WithTrackingName(TrackingNames.ToolTaskDefinitions);
        context.RegisterSourceOutput(definitions, EmitDefinition);
        context.RegisterSourceOutput(Surfaces(toolTasks, TrackingNames.ToolTaskSurfaces), EmitSurface);
        var tools = toolTasks.Select(static (task, _) => new ToolTaskModel(task.Surface, task.Tool!)).WithTrackingName(TrackingNames.Tools);
        context.RegisterSourceOutput(tools, static (output, model) =>
            output.AddSource(model.Surface.Declaration.HintName + ".ToolFunction.g.cs", ToolTaskEmitter.Emit(model.Surface, model.Tool)));

        // A set reads the tool tasks that it names on its own, as a task does its streams.
        var toolSets = Declared(context, KnownTypes.ToolsAttribute, TrackingNames.ToolSets, static (type, attribute, token) =>
            ToolSetParser.Parse(type, attribute, new ProblemList(), token));
        context.RegisterSourceOutput(toolSets, static (output, set) =>
            output.AddSource(set.Declaration.HintName + ".Tools.g.cs", ToolSetEmitter.Emit(set)));

        // A method of a set has a file of its own, and an edit of another does not reach it.
        var methods = toolSets
            .SelectMany(static (set, _) => set.Methods.Select(method => new SetMethodModel(set.Declaration, method)))
            .WithTrackingName(TrackingNames.ToolMethods);
        context.RegisterSourceOutput(methods, static (output, model) =>
            output.AddSource($"{model.Set.HintName}.{model.Tool.Member}Tool.g.cs", ToolMethodEmitter.Emit(model.Set, model.Tool)));

        // A client is a task without the part that runs it.
        var clients = Declared(context, KnownTypes.TaskClientAttribute, TrackingNames.Clients, static (type, attribute, token) =>
            ClientParser.Parse(type, attribute, new ProblemList(), token));
        context.RegisterSourceOutput(clients, EmitDefinition);
        context.RegisterSourceOutput(Surfaces(clients, TrackingNames.ClientSurfaces), EmitSurface);

        // A public module only hands out the assembly's own, so that it does not depend on the list.
        var modules = Declared(context, KnownTypes.TaskModuleAttribute, TrackingNames.Modules, static (type, _, token) =>
            ModuleParser.Parse(type, new ProblemList(), token));
        context.RegisterSourceOutput(modules, static (output, declaration) =>
            output.AddSource(declaration.HintName + ".Module.g.cs", ModuleEmitter.EmitModule(declaration)));

        // Of the compilation only this: it changes with every keystroke, its name does not.
        var assembly = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(KnownTypes.Builder) is null ? null : compilation.AssemblyName ?? "")
            .WithTrackingName(TrackingNames.Assembly);

        // Entries are cut down before they are collected: a task whose types change does not touch the module.
        var entries = Entries(tasks, TrackingNames.TaskEntries)
            .Combine(Entries(toolTasks, TrackingNames.ToolTaskEntries))
            .Combine(Entries(clients, TrackingNames.ClientEntries))
            .Select(static (all, _) => all.Left.Left.Concat(all.Left.Right).Concat(all.Right).ToEquatableArray())
            .WithTrackingName(TrackingNames.Entries);
        var module = entries.Combine(SetNames(toolSets)).Combine(assembly)
            .Select(static (all, _) => all.Right is { } name ? ModuleModel.Create(name, all.Left.Left, all.Left.Right) : null)
            .WithTrackingName(TrackingNames.AddTasks);
        context.RegisterSourceOutput(module, static (output, model) =>
        {
            if (model is not null)
            {
                output.AddSource("Runnel.AddTasks.g.cs", ModuleEmitter.EmitAddTasks(model));
            }
        });
    }

    private static IncrementalValuesProvider<T> Declared<T>(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        string trackingName,
        Func<INamedTypeSymbol, AttributeData, CancellationToken, T?> parse)
        where T : class => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            (declared, token) => IsFirst(declared) ? parse((INamedTypeSymbol)declared.TargetSymbol, declared.Attributes[0], token) : null)
        .Where(static model => model is not null)
        .Select(static (model, _) => model!)
        .WithTrackingName(trackingName);

    // An attribute that stands on two parts of a class is the compiler's error; the class is still one.
    private static bool IsFirst(GeneratorAttributeSyntaxContext declared)
    {
        var first = declared.TargetSymbol.GetAttributes().First(other =>
            SymbolEqualityComparer.Default.Equals(other.AttributeClass?.OriginalDefinition, declared.Attributes[0].AttributeClass?.OriginalDefinition));
        return first.ApplicationSyntaxReference is { } reference &&
            reference.SyntaxTree == declared.TargetNode.SyntaxTree &&
            declared.TargetNode.Span.Contains(reference.Span);
    }

    private static IncrementalValueProvider<EquatableArray<ModuleEntry>> Entries(IncrementalValuesProvider<TaskModel> tasks, string trackingName) => tasks
        .Where(static task => task.IsReachable)
        .Select(static (task, _) => new ModuleEntry(
            task.Surface.Declaration.FullName, task.Surface.Id, task.Execution is not null, task.Tool is not null, task.Surface.Arguments is not null))
        .Collect()
        .Select(static (entries, _) => entries.ToEquatableArray())
        .WithTrackingName(trackingName);

    private static IncrementalValueProvider<EquatableArray<string>> SetNames(IncrementalValuesProvider<ToolSetModel> sets) => sets
        .Where(static set => set is { IsReachable: true, Services: not null })
        .Select(static (set, _) => set.Declaration.FullName)
        .Collect()
        .Select(static (names, _) => names.ToEquatableArray())
        .WithTrackingName(TrackingNames.ToolSetNames);

    // What callers see does not change with how a task is run: another limit of attempts touches the definition alone.
    private static IncrementalValuesProvider<SurfaceModel> Surfaces(IncrementalValuesProvider<TaskModel> tasks, string trackingName) => tasks
        .Select(static (task, _) => task.Surface)
        .WithTrackingName(trackingName);

    private static void EmitDefinition(SourceProductionContext output, TaskModel model) =>
        output.AddSource(model.Surface.Declaration.HintName + ".Definition.g.cs", DefinitionEmitter.Emit(model.Surface, model.Execution));

    private static void EmitSurface(SourceProductionContext output, SurfaceModel surface)
    {
        output.AddSource(surface.Declaration.HintName + ".StreamPart.g.cs", StreamPartEmitter.Emit(surface));
        output.AddSource(surface.Declaration.HintName + ".TaskClient.g.cs", TaskClientEmitter.Emit(surface));
        if (surface.Arguments is { } arguments)
        {
            output.AddSource(surface.Declaration.HintName + ".Arguments.g.cs", ArgumentsEmitter.Emit(surface, arguments));
        }
    }
}
