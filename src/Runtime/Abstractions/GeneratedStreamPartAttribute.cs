namespace Runnel;

/// <summary>Marks a generated union of stream parts and names the class whose streams it covers; analyzers look for it.</summary>
/// <param name="owner">The task or client class that the union is nested in.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GeneratedStreamPartAttribute(Type owner) : Attribute
{
    /// <summary>The task or client class that the union is nested in.</summary>
    public Type Owner { get; } = owner;
}
