namespace Runnel.Generators.Models;

/// <summary>What the assembly's module holds of a task or contract: so little that an edit of its types does not reach the module.</summary>
/// <param name="FullName">The class.</param>
/// <param name="Id">The task's id.</param>
/// <param name="IsTask">Whether the task can be run here, or only called.</param>
/// <param name="IsTool">Whether a model can call it.</param>
/// <param name="HasArguments">Whether its payload is emitted.</param>
internal sealed record ModuleEntry(string FullName, string Id, bool IsTask, bool IsTool, bool HasArguments);
