using System.Runtime.InteropServices;

namespace Runnel.Testing;

/// <summary>What goes wrong with a call to a store.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Fault
{
    /// <summary>Nothing.</summary>
    public static Fault None => default;

    /// <summary>The caller gets an error, and the store has not heard of the call.</summary>
    public static Fault ErrorBefore => new() { Kind = FaultKind.ErrorBefore };

    /// <summary>The store has done the call, and the caller gets an error: the answer is lost.</summary>
    public static Fault ErrorAfter => new() { Kind = FaultKind.ErrorAfter };

    /// <summary>The process dies, and the store has not heard of the call.</summary>
    public static Fault DeathBefore => new() { Kind = FaultKind.DeathBefore };

    /// <summary>The process dies while the call is under way: the store does it when <see cref="FaultInjectingStore.MakeLateCallsAsync"/> is called.</summary>
    public static Fault DeathDuring => new() { Kind = FaultKind.DeathDuring };

    /// <summary>The process dies when the store has done the call, before it knows.</summary>
    public static Fault DeathAfter => new() { Kind = FaultKind.DeathAfter };

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>With <see cref="FaultKind.SlowCall"/> and <see cref="FaultKind.SlowAnswer"/>: how long it takes, on the clock.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>With <see cref="FaultKind.ErrorDuring"/>: in front of which later call the store does this one; 1 for the next.</summary>
    public int CallsLater { get; init; }

    /// <summary>
    /// The caller gets an error at once, and the store does the call later: whoever asks in between finds nothing, and may find it yet.
    /// </summary>
    /// <param name="callsLater">In front of which later call; 1 for the next. <see cref="FaultInjectingStore.MakeLateCallsAsync"/> may come first.</param>
    public static Fault ErrorDuring(int callsLater = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(callsLater, 1);
        return new() { Kind = FaultKind.ErrorDuring, CallsLater = callsLater };
    }

    /// <summary>The call reaches the store late.</summary>
    public static Fault SlowCall(TimeSpan delay) => new() { Kind = FaultKind.SlowCall, Delay = delay };

    /// <summary>The store does the call at once, and its answer comes late.</summary>
    public static Fault SlowAnswer(TimeSpan delay) => new() { Kind = FaultKind.SlowAnswer, Delay = delay };
}

/// <summary>In which way a call goes wrong. See <see cref="Fault"/>.</summary>
public enum FaultKind
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>An error, and the store has not heard of the call.</summary>
    ErrorBefore,

    /// <summary>An error, and the store does the call later.</summary>
    ErrorDuring,

    /// <summary>An error, and the store has done the call.</summary>
    ErrorAfter,

    /// <summary>Death, and the store has not heard of the call.</summary>
    DeathBefore,

    /// <summary>Death, and the store may do the call yet.</summary>
    DeathDuring,

    /// <summary>Death, and the store has done the call.</summary>
    DeathAfter,

    /// <summary>The call reaches the store late.</summary>
    SlowCall,

    /// <summary>The answer comes late.</summary>
    SlowAnswer,
}
