namespace Runnel;

/// <summary>
/// Makes a set of tools of a partial class: of its <c>[Tool]</c> methods, which run in the caller's process, and of tool tasks, whose calls are durable runs.
/// A function for each tool, typed parts, and their JSON are generated into the class.
/// </summary>
/// <param name="tools">The classes of tool tasks that the set has, each marked with <see cref="ToolTaskAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ToolsAttribute(params Type[] tools) : Attribute
{
    /// <summary>The classes of tool tasks that the set has.</summary>
    public IReadOnlyList<Type> Tools { get; } = tools;
}
