namespace Runnel.Testing.Tests.Tasks.Clock;

public sealed class VirtualTimeTests
{
    private static readonly DateTimeOffset Start = new(2030, 6, 1, 12, 0, 0, TimeSpan.FromHours(2));

    private readonly VirtualTime time = new(Start);

    [Fact]
    public void TheClock_StandsUntilItIsMoved()
    {
        Assert.Equal((Start, TimeSpan.Zero), (time.GetUtcNow(), time.GetUtcNow().Offset));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Start.AddMinutes(1), time.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(1), time.GetElapsedTime(0));
        Assert.Equal(time.GetUtcNow().DateTime, time.GetLocalNow().DateTime);
    }

    [Fact]
    public void Timers_FireInTheOrderInWhichTheyAreDue_EachAtItsTime()
    {
        var fired = new List<(string Name, TimeSpan At)>();
        After(3, "third");
        After(1, "first");
        After(2, "second");
        After(1, "first, set later");
        Assert.Equal((TimeSpan.FromSeconds(1), Start.AddSeconds(1)), (time.NextDueIn, time.NextDue));

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([("first", 1), ("first, set later", 1), ("second", 2)], fired.Select(timer => (timer.Name, timer.At.TotalSeconds)));
        Assert.True(time.AdvanceToNext());
        Assert.Equal("third", fired[^1].Name);
        Assert.False(time.AdvanceToNext());
        Assert.Null(time.NextDue);
        Assert.Null(time.NextDueIn);

        void After(int seconds, string name) => time.CreateTimer(_ => fired.Add((name, time.Elapsed)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void TimersThatCallbacksSet_FireInTheSameAdvance()
    {
        var fired = new List<double>();
        Next();
        time.Advance(TimeSpan.FromSeconds(3.5));
        Assert.Equal([1, 2, 3], fired);

        void Next() => time.CreateTimer(_ =>
        {
            fired.Add(time.Elapsed.TotalSeconds);
            Next();
        }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task APeriodicTimer_Ticks()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), time);
        for (var tick = 0; tick < 3; tick++)
        {
            var next = timer.WaitForNextTickAsync();
            Assert.True(time.AdvanceToNext());
            Assert.True(await next);
        }

        Assert.Equal(TimeSpan.FromSeconds(6), time.Elapsed);
    }

    [Fact]
    public void ATimerThatWasChanged_OrDisposed_DoesNotFireAsItWasSet()
    {
        var fired = 0;
        var timer = time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Assert.True(timer.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan));
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(0, fired);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(1, fired);

        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        Assert.Null(time.NextDue);
    }

    [Fact]
    public async Task Cancellation_ComesAfterItsTime()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
        var delay = Task.Delay(TimeSpan.FromSeconds(2), time, cancellation.Token);
        time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delay);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(-1_000)]
    public void TheWallClocksJumps_MoveNeitherTimersNorTimestamps(int days)
    {
        var fired = false;
        time.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(4));
        var before = time.GetTimestamp();

        time.SetUtcNow(Start.AddDays(days));
        Assert.Equal((Start.AddDays(days), before), (time.GetUtcNow(), time.GetTimestamp()));
        Assert.Equal((TimeSpan.FromSeconds(6), Start.AddDays(days).AddSeconds(6)), (time.NextDueIn, time.NextDue));

        time.Advance(TimeSpan.FromSeconds(5.9));
        Assert.False(fired);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(fired);
        Assert.Equal(Start.AddDays(days).AddSeconds(6), time.GetUtcNow());
    }

    [Fact]
    public void ATimerThatIsDueAtOnce_FiresWithTheNextAdvance()
    {
        var fired = 0;
        time.CreateTimer(_ => fired++, null, TimeSpan.Zero, TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, time.NextDueIn);
        time.Advance(TimeSpan.Zero);
        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, fired);
    }

    [Fact]
    public void ACallback_HasTheContextOfWhoeverSetTheTimer()
    {
        var local = new AsyncLocal<string> { Value = "set" };
        string? seen = null;
        time.CreateTimer(_ => seen = local.Value, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        local.Value = "moved";
        time.AdvanceToNext();

        Assert.Equal("set", seen);
    }

    [Fact]
    public void WhatNoClockDoes_IsRefused()
    {
        Assert.Contains("SetUtcNow", Assert.Throws<ArgumentOutOfRangeException>(() => time.Advance(TimeSpan.FromTicks(-1))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => time.CreateTimer(_ => { }, null, TimeSpan.FromDays(50), Timeout.InfiniteTimeSpan));
        Assert.Throws<ArgumentOutOfRangeException>(() => time.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(-2)));
    }
}
