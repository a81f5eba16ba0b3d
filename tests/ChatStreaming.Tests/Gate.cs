using System.Runtime.CompilerServices;

namespace ChatStreaming.Tests;

/// <summary>A source that holds each item back until the one before it was seen at the other end.</summary>
internal sealed class Gate(params IReadOnlyList<string> items)
{
    private readonly List<TaskCompletionSource> seen =
        [.. items.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];

    /// <summary>Looks for the items in what has come out at the other end.</summary>
    public void Show(string output)
    {
        for (var index = 0; index < items.Count; index++)
        {
            if (output.Contains(items[index].TrimEnd(), StringComparison.Ordinal))
            {
                seen[index].TrySetResult();
            }
        }
    }

    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var index = 0; index < items.Count; index++)
        {
            yield return items[index];
            await seen[index].Task.WaitAsync(cancellationToken);
        }
    }
}
