namespace Runnel.Generators;

/// <summary>The names of the pipeline's stages, by which tests ask what an edit made run again.</summary>
internal static class TrackingNames
{
    public const string StreamSets = nameof(StreamSets);
    public const string Tasks = nameof(Tasks);
    public const string ToolTasks = nameof(ToolTasks);
    public const string ToolTaskDefinitions = nameof(ToolTaskDefinitions);
    public const string Tools = nameof(Tools);
    public const string ToolSets = nameof(ToolSets);
    public const string ToolMethods = nameof(ToolMethods);
    public const string ToolSetNames = nameof(ToolSetNames);
    public const string Clients = nameof(Clients);
    public const string TaskSurfaces = nameof(TaskSurfaces);
    public const string ToolTaskSurfaces = nameof(ToolTaskSurfaces);
    public const string ClientSurfaces = nameof(ClientSurfaces);
    public const string Modules = nameof(Modules);
    public const string Assembly = nameof(Assembly);
    public const string TaskEntries = nameof(TaskEntries);
    public const string ToolTaskEntries = nameof(ToolTaskEntries);
    public const string ClientEntries = nameof(ClientEntries);
    public const string Entries = nameof(Entries);
    public const string AddTasks = nameof(AddTasks);

    public static IReadOnlyList<string> All { get; } =
    [
        StreamSets, Tasks, ToolTasks, ToolTaskDefinitions, Tools, ToolSets, ToolMethods, ToolSetNames, Clients, TaskSurfaces, ToolTaskSurfaces, ClientSurfaces, Modules, Assembly,
        TaskEntries, ToolTaskEntries, ClientEntries, Entries, AddTasks,
    ];
}
