namespace Runnel;

/// <summary>
/// Declares the streams of a task: a partial record whose positional parameters are <see cref="TaskStream{T}"/>s,
/// one per stream. A stream's key is its parameter's name in camelCase unless <see cref="StreamAttribute"/> names another.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StreamsAttribute : Attribute;
