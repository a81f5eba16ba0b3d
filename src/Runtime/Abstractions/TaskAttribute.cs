namespace Runnel;

/// <summary>
/// Makes a durable background task of a partial class with one public <c>Run</c> or <c>RunAsync</c> method.
/// A typed client, a closed union of stream parts and a definition are generated into the class.
/// </summary>
/// <param name="id">
/// The task's durable name, 1 to 128 of <c>A-Z a-z 0-9 . _ -</c>. It is mandatory and independent of the class name,
/// so that renaming the class does not orphan runs that are already stored.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskAttribute(string id) : TaskSettingsAttribute(id);
