using System.Runtime.CompilerServices;

namespace Runnel;

/// <summary>What a model's writing comes to. To await it reads the stream to its end where nobody enumerates it, and else waits for whoever does.</summary>
/// <typeparam name="T">What it is.</typeparam>
public readonly struct StreamTextOutcome<T>
{
    private readonly Func<Task<T>> get;

    internal StreamTextOutcome(Func<Task<T>> get) => this.get = get;

    /// <summary>The same as a task. From here on the stream is read.</summary>
    public Task<T> AsTask() => get();

    /// <summary>Lets it be awaited.</summary>
    public TaskAwaiter<T> GetAwaiter() => get().GetAwaiter();

    /// <summary>Lets it be awaited.</summary>
    /// <param name="continueOnCapturedContext">Whether to go on where the caller was.</param>
    public ConfiguredTaskAwaitable<T> ConfigureAwait(bool continueOnCapturedContext) => get().ConfigureAwait(continueOnCapturedContext);
}
