namespace Runnel.Generators.Models;

/// <summary>All tasks and contracts of an assembly, in the order in which they are registered.</summary>
/// <param name="AssemblyName">The assembly.</param>
/// <param name="Entries">Its tasks and contracts, by id.</param>
internal sealed record ModuleModel(string AssemblyName, EquatableArray<ModuleEntry> Entries)
{
    public static ModuleModel Create(string assemblyName, IEnumerable<ModuleEntry> entries) => new(
        assemblyName,
        entries
            .OrderBy(entry => entry.Id, StringComparer.Ordinal)
            .ThenBy(entry => entry.FullName, StringComparer.Ordinal)
            .ToEquatableArray());
}
