using System.Runtime.CompilerServices;

namespace ChatStreaming;

/// <summary>The page that the sample serves and fetches: a few lines, each a little after the one before.</summary>
public static class NotesPage
{
    private static readonly TimeSpan LinePause = TimeSpan.FromMilliseconds(500);

    private static readonly string[] Lines =
    [
        "<!doctype html><title>Runnel</title>",
        "<h1>runnel, noun</h1>",
        "<p>A small stream that knows where it is going.</p>",
        "<p>Many runnels make a river; none waits for the others.</p>",
    ];

    /// <summary>The lines, as they become ready.</summary>
    public static async IAsyncEnumerable<string> ReadAsync(
        TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var line in Lines)
        {
            yield return line + "\n";
            await Task.Delay(LinePause, time, cancellationToken);
        }
    }
}
