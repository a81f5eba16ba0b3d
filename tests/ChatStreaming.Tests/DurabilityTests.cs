using ChatStreaming.Kill;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;

namespace ChatStreaming.Tests;

public sealed class DurabilityTests
{
    [Fact]
    public async Task ARun_IsReadFromTheFile_AfterItsHostHasGone()
    {
        using var deadline = Deadline.Start();
        using var database = new TemporaryDatabase();
        await using var page = LoopbackPage.Serve(_ => new Gate().ReadAsync());
        string id;
        IReadOnlyList<Token> seen;
        using (var host = Sample.CreateHost(new FixedChatClient("It ", "purrs", "."), database))
        {
            await host.StartAsync(deadline.Token);
            var run = await Client(host).TriggerAsync(new Prompt("Why?", page.Address), cancellationToken: deadline.Token);
            seen = Token.In(await run.SubscribeAsync(cancellationToken: deadline.Token).ToListAsync(deadline.Token));
            id = run.Id;
            await host.StopAsync(deadline.Token);
        }

        using var next = Sample.CreateHost(new FixedChatClient(), database);
        await next.StartAsync(deadline.Token);
        var read = Token.In(await Client(next).SubscribeAsync(id, cancellationToken: deadline.Token).ToListAsync(deadline.Token));
        var after = new SubscribeOptions { After = seen[0].Cursor };
        var rest = Token.In(await Client(next).SubscribeAsync(id, after, deadline.Token).ToListAsync(deadline.Token));
        await next.StopAsync(deadline.Token);

        Assert.Equal(["It ", "purrs", "."], seen.Select(token => token.Text));
        Assert.Equal(seen, read);
        Assert.Equal(seen.Skip(1), rest);
    }

    private static Chat.TaskClient Client(IHost host) => host.Services.GetRequiredService<Chat.TaskClient>();
}
