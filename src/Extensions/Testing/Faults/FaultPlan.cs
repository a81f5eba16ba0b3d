namespace Runnel.Testing;

/// <summary>Decides for each call to a store what goes wrong with it. Asked once for each, in the order of their numbers, never by two at once.</summary>
public sealed class FaultPlan
{
    private readonly Func<StoreCall, Fault> decide;

    private FaultPlan(Func<StoreCall, Fault> decide) => this.decide = decide;

    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new(static _ => Fault.None);

    /// <summary>What a function decides.</summary>
    public static FaultPlan Of(Func<StoreCall, Fault> decide)
    {
        ArgumentNullException.ThrowIfNull(decide);
        return new(decide);
    }

    /// <summary>One fault, at the call of this number, counted from 1 over all calls.</summary>
    public static FaultPlan At(long number, Fault fault) => new(call => call.Number == number ? fault : Fault.None);

    /// <summary>One fault, at the call of this number among those of its kind, counted from 1.</summary>
    public static FaultPlan At(StoreCallKind kind, long number, Fault fault) =>
        new(call => call.Kind == kind && call.NumberOfKind == number ? fault : Fault.None);

    /// <summary>One fault, at the next call whatever it is, and none after it.</summary>
    public static FaultPlan Next(Fault fault)
    {
        var isDone = false;
        return new(_ =>
        {
            var next = isDone ? Fault.None : fault;
            isDone = true;
            return next;
        });
    }

    /// <summary>
    /// Faults as a seed decides: the same seed and the same order of calls give the same faults. Errors come before, during and after the
    /// call with the same probability, and so do deaths; an error during a call has the store do it up to three calls later.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="errors">The probability of an error, 0 to 1.</param>
    /// <param name="deaths">The probability of the process's death, 0 to 1.</param>
    /// <param name="delays">The probability of a delay, 0 to 1.</param>
    /// <param name="longestDelay">How long a delay may be. Default one second.</param>
    public static FaultPlan Random(int seed, double errors = 0.1, double deaths = 0, double delays = 0, TimeSpan? longestDelay = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(errors);
        ArgumentOutOfRangeException.ThrowIfNegative(deaths);
        ArgumentOutOfRangeException.ThrowIfNegative(delays);
        if (errors + deaths + delays > 1)
        {
            throw new ArgumentException($"The probabilities of errors, deaths and delays add up to {errors + deaths + delays}. Lower them to 1 at most.", nameof(errors));
        }

        var random = new Random(seed);
        return new(_ =>
        {
            // Always the same number of draws, so that a plan with other probabilities goes on alike where it decided alike.
            var (which, moment, length) = (random.NextDouble(), random.Next(3), random.NextDouble());
            return which < errors ? Error(moment, 1 + (int)(length * 3))
                : which < errors + deaths ? Death(moment)
                : which < errors + deaths + delays ? Slow(moment, length * (longestDelay ?? TimeSpan.FromSeconds(1)))
                : Fault.None;
        });
    }

    internal Fault Decide(StoreCall call) => decide(call);

    private static Fault Error(int moment, int callsLater) => moment switch
    {
        0 => Fault.ErrorBefore,
        1 => Fault.ErrorDuring(callsLater),
        _ => Fault.ErrorAfter,
    };

    private static Fault Death(int moment) => moment switch
    {
        0 => Fault.DeathBefore,
        1 => Fault.DeathDuring,
        _ => Fault.DeathAfter,
    };

    private static Fault Slow(int moment, TimeSpan delay) => moment == 0 ? Fault.SlowCall(delay) : Fault.SlowAnswer(delay);
}
