using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A cursor that does not belong here is a clear error, never a wrong place.</summary>
public sealed class G02_WrongCursors
{
    [Fact]
    public void ACursorOfAnotherRun_IsRefused() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));
        var one = await host.Client.TriggerAsync(new Question("one"));
        var other = await host.Client.TriggerAsync(new Question("other"));
        var cursor = (await one.PartsAsync())[0].Cursor;

        var error = await Assert.ThrowsAsync<InvalidCursorException>(() => other.PartsAsync(cursor));
        Assert.Contains(one.Id, error.Message);
        Assert.Contains(other.Id, error.Message);
    });

    [Fact]
    public void ACursorOfAnotherEpoch_IsRefused() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));
        var run = await host.Client.TriggerAsync(new Question("?"));
        var cursor = (await run.PartsAsync())[^1].Cursor;

        var error = await Assert.ThrowsAsync<InvalidCursorException>(() => run.PartsAsync(new RunCursor(run.Id, cursor.Epoch ^ 1, cursor.Sequence)));
        Assert.Contains("rolled back", error.Message);
    });

    [Fact]
    public void ACursorBeyondTheEnd_IsRefused() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));
        var run = await host.Client.TriggerAsync(new Question("?"));
        var cursor = (await run.PartsAsync())[^1].Cursor;

        await Assert.ThrowsAsync<InvalidCursorException>(() => run.PartsAsync(new RunCursor(run.Id, cursor.Epoch, cursor.Sequence + 1)));
    });

    [Fact]
    public void TheCursorOfNoRun_IsRefused() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));
        var run = await host.Client.TriggerAsync(new Question("?"));

        await Assert.ThrowsAsync<InvalidCursorException>(() => run.PartsAsync(default(RunCursor)));
    });

    [Theory]
    [InlineData("")]
    [InlineData("run_1")]
    [InlineData("run_1.5")]
    [InlineData("run_1.x.5")]
    [InlineData("run_1.5.")]
    [InlineData("run_1.5.-1")]
    [InlineData("run_1.5. 1")]
    [InlineData(".5.1")]
    [InlineData("run_1.5.99999999999999999999")]
    public void TextThatIsNoCursor_IsRefused(string text)
    {
        Assert.Throws<InvalidCursorException>(() => RunCursor.Parse(text));
        Assert.False(RunCursor.TryParse(text, provider: null, out _));
    }
}
