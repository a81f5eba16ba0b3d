using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;

namespace ChatStreaming.Tests;

/// <summary>The sample's task in a host of its own, followed by the sample's subscriber.</summary>
internal static class Sample
{
    public static async Task<Run<Prompt, Answer>> RunAsync(
        IChatClient model, Uri source, TextWriter output, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(model);
        builder.Services.AddChat();
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        try
        {
            var chat = host.Services.GetRequiredService<Chat.TaskClient>();
            var run = await chat.TriggerAsync(new Prompt("Why?", source), new TriggerOptions { MaxAttempts = 1 }, cancellationToken);
            var transcript = new Transcript(new Lines(output, isTerminal: false));
            return await Program.FollowAsync(run.SubscribeAsync(cancellationToken: cancellationToken), transcript);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }
}
