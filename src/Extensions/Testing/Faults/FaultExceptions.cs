namespace Runnel.Testing;

/// <summary>A fault that a plan wanted: to the caller, the store's connection is lost.</summary>
public sealed class InjectedFaultException : Exception
{
    /// <summary>Creates the exception.</summary>
    public InjectedFaultException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public InjectedFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public InjectedFaultException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal InjectedFaultException(StoreCall call, FaultKind kind)
        : this($"Injected: {kind} at call {call.Number}, {call.Kind} {call.NumberOfKind}. Whether the store has done it, or will, the caller cannot know.") =>
        (Call, Kind) = (call, kind);

    /// <summary>The call.</summary>
    public StoreCall Call { get; }

    /// <summary>What went wrong.</summary>
    public FaultKind Kind { get; }
}

/// <summary>
/// The process whose store this was is dead, and was buried with <see cref="FaultInjectingStore.Bury"/>: what waited there unwinds. Code of a
/// dead process that goes on after this reaches nothing any more.
/// </summary>
public sealed class ProcessDiedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ProcessDiedException()
        : this("The process that this store belongs to died. Open a store for its successor.")
    {
    }

    /// <summary>Creates the exception.</summary>
    public ProcessDiedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public ProcessDiedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
