using Runnel.Storage;

namespace Runnel.Testing.Conformance;

/// <summary>Opens the store that is to be judged. Derive from it for your store; each case gets a fixture of its own.</summary>
public abstract class RunStoreFixture : IAsyncDisposable
{
    /// <summary>What the store can do beside what every store must.</summary>
    public abstract StoreCapabilities Capabilities { get; }

    /// <summary>How long a case may take on the wall clock before it counts as hanging. Default one minute.</summary>
    public virtual TimeSpan CaseTimeout => TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long, on the wall clock, a case waits for what need not happen at once: an observer that is told, a finished run that goes, an answer
    /// after the connection was cut. Default 20 seconds.
    /// </summary>
    public virtual TimeSpan LongestWait => TimeSpan.FromSeconds(20);

    /// <summary>Opens the store on a fresh, empty database. Called once, first.</summary>
    /// <param name="time">The store's clock. It moves when a case moves it.</param>
    /// <param name="retention">How long to keep finished runs; <see langword="null"/> where the store cannot be told.</param>
    public abstract Task<IRunStore> OpenAsync(TimeProvider time, TimeSpan? retention);

    /// <summary>Opens a second store on the same database, with the same clock and retention, as another process would.</summary>
    /// <returns>The store; <see langword="null"/> without <see cref="StoreCapabilities.Shared"/>.</returns>
    public virtual Task<IRunStore?> OpenAnotherAsync() => Task.FromResult<IRunStore?>(null);

    /// <summary>Closes the store and opens it on the same database anew, as when the process starts again. Needs <see cref="StoreCapabilities.Durable"/>.</summary>
    public virtual Task<IRunStore> ReopenAsync() => throw Missing(nameof(ReopenAsync), StoreCapabilities.Durable);

    /// <summary>Cuts the connections that the store has now, such as with pg_terminate_backend. Needs <see cref="StoreCapabilities.LosesConnections"/>.</summary>
    public virtual Task KillConnectionAsync() => throw Missing(nameof(KillConnectionAsync), StoreCapabilities.LosesConnections);

    /// <summary>
    /// Makes a call and cuts the connection while it is under way. Override it where the moment can be chosen better: before the database
    /// has heard of the call, in the middle, or when it has done it and the answer is on its way.
    /// </summary>
    /// <param name="call">The call. It does not throw; whether it was answered is the case's business.</param>
    /// <param name="round">A number, counting from 0, to choose another moment each time.</param>
    public virtual async Task KillConnectionDuringAsync(Func<Task> call, int round)
    {
        ArgumentNullException.ThrowIfNull(call);
        var pending = Task.Run(call);
        for (var left = round; left > 0 && !pending.IsCompleted; left--)
        {
            await Task.Yield();
        }

        await KillConnectionAsync();
        await pending;
    }

    /// <summary>Closes what was opened and drops the database.</summary>
    public abstract ValueTask DisposeAsync();

    private NotSupportedException Missing(string method, StoreCapabilities capability) =>
        new($"{GetType().Name} tells that its store is {capability}, but does not override {method}. Override it, or leave {capability} out of Capabilities.");
}
