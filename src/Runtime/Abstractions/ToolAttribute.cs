namespace Runnel;

/// <summary>
/// Makes a tool of a method of a <c>[Tools]</c> class. A call of it is a call of the method in the caller's process: no run, no retry. For those there is
/// <see cref="ToolTaskAttribute"/>.
/// </summary>
/// <param name="name">
/// What the model calls the tool, 1 to 64 of <c>A-Z a-z 0-9 _ -</c>, which is what providers allow. Default the method's name in camel case, without "Async" at
/// its end.
/// </param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ToolAttribute(string? name = null) : Attribute
{
    /// <summary>What the model calls the tool; <see langword="null"/> for the method's name.</summary>
    public string? Name { get; } = name;

    /// <summary>What the model is told the tool is for. Default what a <c>[Description]</c> of the method says.</summary>
    public string? Description { get; set; }

    /// <inheritdoc cref="ToolTaskAttribute.Strict"/>
    public bool Strict { get; set; }
}
