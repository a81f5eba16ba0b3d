namespace Runnel.Execution;

/// <summary>The filters that a host adds, in order.</summary>
internal sealed class TaskFilters
{
    private readonly List<(Func<IServiceProvider, ITaskFilter> Create, Func<string, bool>? IsFor)> all = [];

    public void Add(Func<IServiceProvider, ITaskFilter> create, Func<string, bool>? isFor) => all.Add((create, isFor));

    public bool AnyFor(string taskId) => all.Exists(filter => filter.IsFor?.Invoke(taskId) ?? true);

    public IReadOnlyList<ITaskFilter> Create(string taskId, IServiceProvider services) =>
        [.. all.Where(filter => filter.IsFor?.Invoke(taskId) ?? true).Select(filter => filter.Create(services))];
}
