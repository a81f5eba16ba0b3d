using ChatStreaming.Offline;
using Runnel;

namespace ChatStreaming.Tests;

public sealed class OfflineWeatherTests
{
    private readonly OfflineWeather weather = new(new HurriedTime());

    [Fact]
    public async Task APlace_HasTheSameWeather_InEachProcess()
    {
        Assert.Equal(new Weather("Oslo", 1, "snow"), await ReadAsync("Oslo"));
        Assert.Equal(new Weather("oslo ", 1, "snow"), await ReadAsync("oslo "));
        Assert.NotEqual((await ReadAsync("Oslo")).Celsius, (await ReadAsync("Lisbon")).Celsius);
    }

    [Fact]
    public async Task ItTakesAWhile()
    {
        var time = new ManualTime();
        var reading = new OfflineWeather(time).ReadAsync("Oslo", CancellationToken.None);

        time.Advance(OfflineWeather.Delay - TimeSpan.FromTicks(1));
        Assert.False(reading.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("Oslo", (await reading).Location);
    }

    [Fact]
    public async Task WhatIsNoPlace_IsNotTriedAgain() => await Assert.ThrowsAsync<AbortRunException>(() => ReadAsync("42"));

    [Theory]
    [InlineData(0, 32)]
    [InlineData(-40, -40)]
    [InlineData(21.5, 70.7)]
    public void Celsius_BecomesFahrenheit(double celsius, double fahrenheit) => Assert.Equal(fahrenheit, weather.ToFahrenheit(celsius), precision: 9);

    private Task<Weather> ReadAsync(string location) => weather.ReadAsync(location, TestContext.Current.CancellationToken);
}
