namespace Runnel.Generators.Models;

/// <summary>What a model is shown of a tool.</summary>
/// <param name="Name">What the model calls it.</param>
/// <param name="Description">What it is for, or null.</param>
/// <param name="IsStrict">Whether the model is held to the schema.</param>
internal sealed record ToolModel(string Name, string? Description, bool IsStrict);

/// <summary>A [ToolTask] class as a tool.</summary>
/// <param name="Surface">What callers see of the task.</param>
/// <param name="Tool">What a model is shown of it.</param>
internal sealed record ToolTaskModel(SurfaceModel Surface, ToolModel Tool);
