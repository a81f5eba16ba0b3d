using System.Text.Json;
using System.Text.Json.Nodes;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

public sealed class TooLarge
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public void APayloadOver3MiB_CreatesNoRun() => SimulatedThread.ForEachSeed(1, async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (question, _, _, _) => Task.FromResult(new Reply($"{question.Text.Length}")));
        var overhead = """{"text":"","times":1}""".Length;
        var fits = new string('x', (3 * MiB) - overhead);

        var error = await Assert.ThrowsAsync<PayloadException>(() => host.Client.TriggerAsync(new Question(fits + "x")));
        Assert.Contains("3,145,728", error.Reason);
        await Assert.ThrowsAsync<PayloadException>(() => host.Runnel.TriggerAsync("test", JsonSerializer.SerializeToElement(new { text = fits + "x", times = 1 })));
        Assert.Empty(await host.Runnel.ListAsync());

        Assert.Equal($"{fits.Length}", (await (await host.Client.TriggerAsync(new Question(fits))).WaitAsync()).GetOutputOrThrow().Text);
    });

    [Fact]
    public void AChunkOver1MiB_IsRefused_AndTheStreamGoesOn() => SimulatedThread.ForEachSeed(1, async thread =>
    {
        ChunkException? error = null;
        var fits = new string('x', MiB - 2);
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            error = await Assert.ThrowsAsync<ChunkException>(async () => await streams.Text.WriteAsync(fits + "x"));
            await streams.Text.WriteAsync(fits);
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));

        Assert.Equal([fits], (await run.PartsAsync()).Texts());
        Assert.Equal("text", error!.Key);
        Assert.Contains("1,048,576", error.Message);
        Assert.Null(error.Cursor);
    });

    [Fact]
    public void MetadataOver256KiB_IsRefused_AndStaysAsItWas() => SimulatedThread.ForEachSeed(1, async thread =>
    {
        var errors = new List<InvalidOperationException>();
        var host = await SimulatedHost.StartAsync(thread, (_, _, context, _) =>
        {
            context.Metadata.Set("kept", 1);
            errors.Add(Assert.Throws<InvalidOperationException>(() => context.Metadata.Set("large", new string('x', 256 * 1024))));
            for (var index = 0; index < 100; index++)
            {
                // Overwriting does not add up.
                context.Metadata.Set("often", new string('x', 100 * 1024));
            }

            errors.Add(Assert.Throws<InvalidOperationException>(() => Enumerable.Range(0, 1000).ToList().ForEach(_ => context.Metadata.Append("list", new string('x', 1024)))));
            context.Metadata.Remove("often");
            context.Metadata.Append("list", "fits again");
            return Task.FromResult(Reply.Done);
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        var metadata = (await run.PartsAsync()).Last().Metadata;

        Assert.Contains("'large'", errors[0].Message);
        Assert.All(errors, error => Assert.Contains("262,144", error.Message));
        Assert.Equal(["kept", "list"], metadata.EnumerateObject().Select(property => property.Name).Order());
        Assert.InRange(metadata.GetProperty("list").GetArrayLength(), low: 140, high: 157);
    });

    [Fact]
    public void TriggeringWithMetadataOver256KiB_CreatesNoRun() => SimulatedThread.ForEachSeed(1, async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));
        var options = new TriggerOptions { Metadata = new JsonObject { ["large"] = new string('x', 256 * 1024) } };

        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.Client.TriggerAsync(new Question("?"), options));

        Assert.Contains("262,144", error.Message);
        Assert.Empty(await host.Runnel.ListAsync());
    });
}
