namespace Runnel.Ai;

/// <summary>What is enumerated once, whichever way.</summary>
/// <param name="claim">Says whether the caller is the first.</param>
/// <param name="read">Reads it.</param>
internal sealed class OneReader<T>(Func<bool> claim, Func<CancellationToken, IAsyncEnumerator<T>> read) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => claim()
        ? read(cancellationToken)
        : throw new InvalidOperationException(
            "What StreamText gives is read once, by FullStream, by TextStream, or by awaiting Text, Steps, Usage or FinishReason, and it has been. " +
            "Pipe the full stream into a TaskStream for several readers, or call StreamText again.");
}
