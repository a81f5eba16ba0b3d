namespace Runnel.Sqlite.Writing;

/// <summary>A call that writes, on its way through the writer thread.</summary>
internal abstract class WriteOperation
{
    /// <summary>About how much it writes.</summary>
    public virtual int Bytes => 0;

    /// <summary>Whether nobody waits any more, so that it need not begin.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>Writes, within the transaction that is open. May be called again after that was rolled back.</summary>
    public abstract void Execute(WriteSession session);

    /// <summary>It failed though nothing else was written with it: writes what can be written in transactions of its own, and leaves out what is bad.</summary>
    /// <returns>Whether it did; where not, the exception is the caller's.</returns>
    public virtual bool TryInPieces(WriteSession session, Exception exception) => false;

    /// <summary>It is committed: answers the caller.</summary>
    public abstract void Answer();

    /// <summary>Nothing of it is committed: tells the caller why.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A call that writes and has a result.</summary>
internal abstract class WriteOperation<T> : WriteOperation
{
    // The writer answers; what then goes on is the thread pool's.
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration registration;
    private T result = default!;

    /// <summary>
    /// The operation's own task, without another behind it: a thread may block on it though the pool has none left to run continuations.
    /// </summary>
    public Task<T> Task => answer.Task;

    public override bool IsAnswered => answer.Task.IsCompleted;

    /// <summary>Has the token give up waiting; what is written then is found out by asking again.</summary>
    public void GiveUpOn(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            registration = cancellationToken.UnsafeRegister(
                static (operation, token) => ((WriteOperation<T>)operation!).answer.TrySetCanceled(token), this);
        }
    }

    public sealed override void Execute(WriteSession session) => result = Write(session);

    public sealed override void Answer()
    {
        answer.TrySetResult(result);
        registration.Unregister();
    }

    public sealed override void Fail(Exception exception)
    {
        answer.TrySetException(exception);
        registration.Unregister();
    }

    protected abstract T Write(WriteSession session);

    protected void AnswerWith(T result) => this.result = result;
}
