using System.Text.Json.Serialization;

namespace Runnel.Testing.Tests.Tasks;

/// <summary>A chunk of which JSON keeps a part.</summary>
public sealed record Note(string Text)
{
    [JsonIgnore]
    public object? Raw { get; init; }
}

/// <summary>A chunk that cannot be written.</summary>
public sealed record Unwritable(string Text)
{
    public IntPtr Handle => 1;
}

/// <summary>A chunk that is written, but cannot be read back.</summary>
public interface IShape
{
    string Name { get; }
}

public sealed record Circle(string Name) : IShape;

internal static class Source
{
    public static async IAsyncEnumerable<T> Of<T>(params T[] chunks)
    {
        foreach (var chunk in chunks)
        {
            await Task.Yield();
            yield return chunk;
        }
    }

    public static async IAsyncEnumerable<T> Throws<T>(Exception exception, params T[] chunksBefore)
    {
        await foreach (var chunk in Of(chunksBefore))
        {
            yield return chunk;
        }

        throw exception;
    }

    /// <summary>Yields what it is given, and the rest when it is let.</summary>
    public static async IAsyncEnumerable<T> Gated<T>(Task gate, T before, T after)
    {
        yield return before;
        await gate;
        yield return after;
    }

    public static async IAsyncEnumerable<T> NeverYields<T>()
    {
        await new TaskCompletionSource().Task;
        yield break;
    }
}
