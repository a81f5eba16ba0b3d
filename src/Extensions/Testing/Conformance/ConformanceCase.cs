namespace Runnel.Testing.Conformance;

/// <summary>One thing that every store must do.</summary>
public sealed class ConformanceCase
{
    private readonly Func<StoreUnderTest, Task> body;

    internal ConformanceCase(ConformanceArea area, string name, StoreCapabilities requires, Func<StoreUnderTest, Task> body) =>
        (Area, Name, Requires, this.body) = (area, name, requires, body);

    /// <summary>What it is about.</summary>
    public ConformanceArea Area { get; }

    /// <summary>What the store must do, as a sentence. Unique among all cases.</summary>
    public string Name { get; }

    /// <summary>What the store must be able to do for the case to apply.</summary>
    public StoreCapabilities Requires { get; }

    /// <summary>Whether the case applies to a store with these capabilities.</summary>
    public bool AppliesTo(StoreCapabilities capabilities) => (Requires & ~capabilities) == StoreCapabilities.None;

    /// <summary>Runs the case.</summary>
    /// <param name="fixture">Opens the store. It serves one case, and is the caller's to dispose.</param>
    /// <exception cref="ConformanceException">The store does not do it.</exception>
    /// <exception cref="InvalidOperationException">The case does not apply to the store.</exception>
    public async Task RunAsync(RunStoreFixture fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        if (!AppliesTo(fixture.Capabilities))
        {
            throw new InvalidOperationException(
                $"'{this}' does not apply: it requires {Requires}, and the store is {fixture.Capabilities}. Run those of RunStoreConformance.CasesFor only.");
        }

        try
        {
            // On the thread pool: a store that blocks must not block the clock that ends the case.
            await Task.Run(async () => await body(await StoreUnderTest.OpenAsync(fixture))).WaitAsync(fixture.CaseTimeout);
        }
        catch (ConformanceException exception)
        {
            throw new ConformanceException($"{this}: {exception.Message}", exception);
        }
        catch (TimeoutException exception)
        {
            throw new ConformanceException($"{this}: expected an end within {fixture.CaseTimeout.TotalSeconds} s, but the case hangs.", exception);
        }
        catch (Exception exception)
        {
            throw new ConformanceException($"{this}: expected an answer, but the store threw {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    /// <summary>Area and name.</summary>
    public override string ToString() => $"{Area}: {Name}";
}
