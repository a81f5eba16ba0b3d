using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;
using Part = ChatStreaming.Chat.StreamPart;

namespace ChatStreaming;

/// <summary>One run of <see cref="Chat"/>, and all that it streams, shown as it comes.</summary>
public static class ChatStory
{
    public static async Task<int> RunAsync(string text)
    {
        // Beside the program, wherever it is started from.
        using var host = ChatHost.Create(Path.Combine(AppContext.BaseDirectory, "runnel.db"));
        await host.StartAsync();

        await using var page = LoopbackPage.Serve(token => NotesPage.ReadAsync(TimeProvider.System, token));
        var prompt = new Prompt(text, page.Address);
        var transcript = new Transcript(Lines.OfConsole());
        transcript.Begin(prompt, host.Services.GetRequiredService<IChatClient>());

        var run = await host.Services.GetRequiredService<Chat.TaskClient>().TriggerAsync(prompt);

        // Ctrl+C cancels the run; the subscription then shows how it ends.
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        await using var cancel = lifetime.ApplicationStopping.Register(() => _ = run.CancelAsync());

        var ended = await FollowAsync(run.SubscribeAsync(), transcript);
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
