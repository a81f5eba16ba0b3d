using ChatStreaming.Kill;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;

namespace ChatStreaming.Tests;

/// <summary>The sample's task in a host of its own, followed by the sample's subscriber.</summary>
internal static class Sample
{
    public static async Task<Run<Prompt, Answer>> RunAsync(
        IChatClient model, Uri source, TextWriter output, CancellationToken cancellationToken, string text = "Why?")
    {
        using var database = new TemporaryDatabase();
        using var host = CreateHost(model, database);
        await host.StartAsync(cancellationToken);
        try
        {
            var chat = host.Services.GetRequiredService<Chat.TaskClient>();
            var run = await chat.TriggerAsync(new Prompt(text, source), new TriggerOptions { MaxAttempts = 1 }, cancellationToken);
            var transcript = new Transcript(new Lines(output, isTerminal: false));
            return await Program.ShowAsync(run.SubscribeAsync(cancellationToken: cancellationToken), transcript);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>A host as the sample's, with a model of the test's and without a log.</summary>
    public static IHost CreateHost(IChatClient model, TemporaryDatabase database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(model);
        builder.Services.AddChat(database.Path);
        return builder.Build();
    }
}
