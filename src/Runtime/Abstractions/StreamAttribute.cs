namespace Runnel;

/// <summary>Names the key of a stream, where it is to differ from the parameter's name in camelCase.</summary>
/// <param name="key">1 to 128 of <c>A-Z a-z 0-9 . _ -</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class StreamAttribute(string key) : Attribute
{
    /// <summary>The key under which the stream's chunks are stored.</summary>
    public string Key { get; } = key;
}
