using Microsoft.Extensions.AI;

namespace Runnel.Benchmarks.Suites.StreamText;

/// <summary>Reads what a model says, one way and the other.</summary>
internal static class Readers
{
    private const string Prompt = "Go on.";

    /// <summary>By <c>StreamText</c>: tells of each delta.</summary>
    public static async Task ReadOursAsync(IChatClient model, Action<int>? onDelta = null)
    {
        var count = 0;
        await foreach (var part in model.StreamText(Prompt).FullStream)
        {
            if (part is TextDelta)
            {
                onDelta?.Invoke(++count);
            }
        }
    }

    /// <summary>The client's own updates: tells of each.</summary>
    public static async Task ReadBareAsync(IChatClient model, Action<int>? onUpdate = null)
    {
        var count = 0;
        await foreach (var update in model.GetStreamingResponseAsync(Prompt))
        {
            if (update.Contents.Count > 0)
            {
                onUpdate?.Invoke(++count);
            }
        }
    }
}
