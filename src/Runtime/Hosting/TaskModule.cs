namespace Runnel;

/// <summary>The tasks and clients of one assembly; emitted by the generator.</summary>
/// <param name="name">What to call it in messages.</param>
/// <param name="configure">Lists them.</param>
public sealed class TaskModule(string name, Action<TaskModuleBuilder> configure)
{
    /// <summary>What to call it in messages.</summary>
    public string Name => name;

    internal TaskModuleBuilder Build()
    {
        var builder = new TaskModuleBuilder();
        configure(builder);
        return builder;
    }
}
