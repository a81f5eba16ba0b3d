namespace Runnel.Generators.Models;

/// <summary>All tasks and contracts of an assembly, in the order in which they are registered.</summary>
/// <param name="AssemblyName">The assembly.</param>
/// <param name="Entries">Its tasks and contracts, by id.</param>
/// <param name="ToolSets">Its tool sets.</param>
internal sealed record ModuleModel(string AssemblyName, EquatableArray<ModuleEntry> Entries, EquatableArray<string> ToolSets)
{
    public static ModuleModel Create(string assemblyName, IEnumerable<ModuleEntry> entries, IEnumerable<string> toolSets) => new(
        assemblyName,
        entries
            .OrderBy(entry => entry.Id, StringComparer.Ordinal)
            .ThenBy(entry => entry.FullName, StringComparer.Ordinal)
            .ToEquatableArray(),
        toolSets.OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray());
}
