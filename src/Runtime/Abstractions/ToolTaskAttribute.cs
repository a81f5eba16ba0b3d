namespace Runnel;

/// <summary>
/// Makes a durable task of a partial class, as <see cref="TaskAttribute"/> does, that a language model can call: a <c>ToolFunction</c>, which is an
/// <see cref="Microsoft.Extensions.AI.AIFunction"/>, and the typed parts <c>ToolCall</c>, <c>ToolResult</c> and <c>ToolError</c> are generated into the class.
/// Each call of the function is a run: retried, observed, and a child of the run whose task's code made it.
/// </summary>
/// <param name="id">
/// The task's durable name, 1 to 128 of <c>A-Z a-z 0-9 . _ -</c>. It is mandatory and independent of the class name,
/// so that renaming the class does not orphan runs that are already stored.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ToolTaskAttribute(string id) : TaskSettingsAttribute(id)
{
    /// <summary>
    /// What the model calls the tool, 1 to 64 of <c>A-Z a-z 0-9 _ -</c>, which is what providers allow. Default the class's name in camel case. The task's id
    /// is not shown to models.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>What the model is told the tool is for. Default what a <c>[Description]</c> of the method or the class says.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// Whether providers are asked to hold the model to the schema, which then lists every parameter as required and the optional ones as nullable; a null
    /// for one of those is its default. Default <see langword="false"/>.
    /// </summary>
    public bool Strict { get; set; }
}
