using Runnel;
using Xunit;

namespace Hotels.Tests;

public sealed record Stay(string Guest, int Nights);

[Task("book-stay")]
public sealed partial class BookStay
{
    public int Run(Stay stay) => stay.Nights > 0 ? stay.Nights * 80 : throw new ArgumentException("No nights.");
}

/// <summary>All the ways in which colleagues say that a trigger is to throw.</summary>
public sealed class BookingTests
{
    private readonly BookStay.TaskClient booking = new Refusing();

    [Fact]
    public async Task ALocalFunctionIsRefused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(Act);

        async Task Act() => await booking.TriggerAndWaitAsync(new Stay("Ada", -1));
    }

    [Fact]
    public async Task ABlockIsRefused()
    {
        var exception = await Record.ExceptionAsync(Act);
        Assert.IsType<InvalidOperationException>(exception);

        async Task Act()
        {
            await booking.TriggerAndWaitAsync(new Stay("Ada", -1));
        }
    }

    [Fact]
    public async Task ATryIsRefused()
    {
        try
        {
            await booking.TriggerAndWaitAsync(new Stay("Ada", -1));
            Assert.Fail("It is to be refused.");
        }
        catch (InvalidOperationException exception)
        {
            Assert.Contains("nights", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ATryWithAFlagIsRefused()
    {
        var isRefused = false;
        try
        {
            await booking.TriggerAndWaitAsync(new Stay("Ada", -1));
        }
        catch (InvalidOperationException)
        {
            isRefused = true;
        }

        Assert.True(isRefused);
    }

    [Fact]
    public async Task AVariableIsRefused()
    {
        var act = async Task () => { await booking.BatchTriggerAndWaitAsync([new(new Stay("Ada", -1))]); };
        var caught = await Caught.OfAsync(act);

        Assert.NotNull(caught);
    }

    [Fact]
    public async Task ACanceledOneIsGivenUp()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => booking.TriggerAndWaitAsync(new Stay("Grace", 2), cancellationToken: canceled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await booking.TriggerAndWaitAsync(new Stay("Grace", 2), cancellationToken: canceled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => _ = await booking.TriggerAndWaitAsync(new Stay("Grace", 2), cancellationToken: canceled.Token));
    }

    private static class Caught
    {
        public static async Task<Exception?> OfAsync(Func<Task> act)
        {
            try
            {
                await act();
                return null;
            }
            catch (Exception exception)
            {
                return exception;
            }
        }
    }

    private sealed class Refusing : BookStay.TaskClient
    {
        public override Task<TaskResult<int>> TriggerAndWaitAsync(Stay payload, TriggerOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromException<TaskResult<int>>(cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : new InvalidOperationException("nights"));

        public override Task<IReadOnlyList<TaskResult<int>>> BatchTriggerAndWaitAsync(
            IEnumerable<BatchItem<Stay>> items, CancellationToken cancellationToken = default) => throw new InvalidOperationException("nights");
    }
}
