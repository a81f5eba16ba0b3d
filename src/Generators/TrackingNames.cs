namespace Runnel.Generators;

/// <summary>The names of the pipeline's stages, by which tests ask what an edit made run again.</summary>
internal static class TrackingNames
{
    public const string StreamSets = nameof(StreamSets);
    public const string Tasks = nameof(Tasks);
    public const string Clients = nameof(Clients);
    public const string TaskSurfaces = nameof(TaskSurfaces);
    public const string ClientSurfaces = nameof(ClientSurfaces);
    public const string Modules = nameof(Modules);
    public const string Assembly = nameof(Assembly);
    public const string TaskEntries = nameof(TaskEntries);
    public const string ClientEntries = nameof(ClientEntries);
    public const string AddTasks = nameof(AddTasks);

    public static IReadOnlyList<string> All { get; } = [StreamSets, Tasks, Clients, TaskSurfaces, ClientSurfaces, Modules, Assembly, TaskEntries, ClientEntries, AddTasks];
}
