using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Testing;

namespace Runnel.Guide.Tests.Payloads;

/// <summary>What the guide's page on payloads shows, done.</summary>
public sealed class BookingTests
{
    [Fact]
    public async Task WhatDoesNotFit_IsRefused_WithAllThatIsWrong()
    {
        await using var host = await RunnelTestHost.StartAsync(runnel => runnel.AddQueue("sources", concurrencyLimit: 4).AddTasks(), _ => { });
        var bookings = host.Client<Book.TaskClient>();

        var error = await Assert.ThrowsAsync<PayloadException>(() => bookings.TriggerAsync(new Booking("Oslo", 40, [new Guest("Ada", "ada@")])));
        Assert.Equal(["$.nights", "$.guests[0].mail"], error.Problems.Select(problem => problem.Path));
        Assert.Contains("must be between 1 and 30; it is 40", error.Reason);

        var full = await Assert.ThrowsAsync<PayloadException>(() => bookings.TriggerAsync(new Booking("Oslo", 20, [new Guest("Ada")], Board.Full)));
        Assert.Equal(("$.board", "Full board is offered for 14 nights at most."), (full.Path, full.Reason));
        Assert.Empty(await host.Services.GetRequiredService<IRunnelClient>().ListAsync());
    }

    [Fact]
    public async Task WhatFits_IsRun_AndItsEnumIsStoredByName()
    {
        await using var host = await RunnelTestHost.StartAsync(runnel => runnel.AddQueue("sources", concurrencyLimit: 4).AddTasks(), _ => { });
        var runnel = host.Services.GetRequiredService<IRunnelClient>();

        var run = await runnel.TriggerAndWaitAsync("book", JsonElement.Parse("""{"city":"Oslo","nights":2,"guests":[{"name":"Ada"}],"board":1}"""));
        var typed = await host.Client<Book.TaskClient>().TriggerAsync(new Booking("Oslo", 2, [new Guest("Ada")], Board.Half));

        Assert.Equal("Oslo 2 Half", run.GetOutputOrThrow().GetString());
        Assert.Equal("Half", (await runnel.GetAsync(typed.Id))!.Payload.GetProperty("board").GetString());
    }
}
