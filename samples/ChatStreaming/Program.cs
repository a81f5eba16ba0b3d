using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = ChatStreaming.Chat.StreamPart;

namespace ChatStreaming;

/// <summary>Triggers one run of <see cref="Chat"/> and shows all that it streams, as it comes.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(ChatClients.FromEnvironment(TimeProvider.System));
        builder.Services.AddChat();
        using var host = builder.Build();
        await host.StartAsync();

        await using var page = LoopbackPage.Serve(token => NotesPage.ReadAsync(TimeProvider.System, token));
        var prompt = new Prompt(args is [] ? "Why do cats purr?" : string.Join(' ', args), page.Address);

        var lines = new Lines(Console.Out, isTerminal: !Console.IsOutputRedirected);
        lines.Write("prompt", prompt.Text, Style.Bold);
        lines.Write("asks", host.Services.GetRequiredService<IChatClient>().Describe(), Style.Dim);
        lines.Write("fetches", prompt.Source.ToString(), Style.Dim);

        var run = await host.Services.GetRequiredService<Chat.TaskClient>().TriggerAsync(prompt);

        // Ctrl+C cancels the run; the subscription then shows how it ends.
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        await using var cancel = lifetime.ApplicationStopping.Register(() => _ = run.CancelAsync());

        var ended = await FollowAsync(run.SubscribeAsync(), new Transcript(lines));
        await host.StopAsync();
        return ended.Status == RunStatus.Completed ? 0 : 1;
    }

    /// <summary>Shows what a run streams until it ends.</summary>
    /// <returns>The run as it ended.</returns>
    public static async Task<Run<Prompt, Answer>> FollowAsync(IAsyncEnumerable<Part> parts, Transcript transcript)
    {
        Run<Prompt, Answer>? run = null;
        await foreach (var part in parts)
        {
            switch (part)
            {
                case Part.Run(var snapshot):
                    transcript.Run(run = snapshot);
                    break;
                case Part.Model({ Text: var text }):
                    transcript.Token(text, part.Timestamp);
                    break;
                case Part.Fetch(var html):
                    transcript.Page(html);
                    break;
                case Part.StreamEnded { Key: var key, Error: { } error }:
                    transcript.Failed(key, error);
                    break;
                case Part.StreamEnded(var key, var reason, _):
                    transcript.Ended(key, reason);
                    break;
            }
        }

        transcript.Summarize(run!);
        return run!;
    }
}
