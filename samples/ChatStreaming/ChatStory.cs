using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;

namespace ChatStreaming;

/// <summary>One run of <see cref="Chat"/>, all that it streams, shown as it comes, and the runs that came of it.</summary>
public static class ChatStory
{
    public static async Task<int> RunAsync(string text)
    {
        // Beside the program, wherever it is started from.
        using var host = ChatHost.Create(Path.Combine(AppContext.BaseDirectory, "runnel.db"));
        await host.StartAsync();

        await using var page = LoopbackPage.Serve(token => NotesPage.ReadAsync(TimeProvider.System, token));
        var prompt = new Prompt(text, page.Address);
        var lines = Lines.OfConsole();
        var transcript = new Transcript(lines);
        transcript.Begin(prompt, host.Services.GetRequiredService<IChatClient>());

        var run = await host.Services.GetRequiredService<Chat.TaskClient>().TriggerAsync(prompt);

        // Ctrl+C cancels the run; the subscription then shows how it ends.
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        await using var cancel = lifetime.ApplicationStopping.Register(() => _ = run.CancelAsync());

        var ended = await Program.ShowAsync(run.SubscribeAsync(), transcript);
        lines.WriteLine();
        (await RunTree.ReadAsync(host.Services.GetRequiredService<IRunnelClient>(), run.Id)).Write(lines);
        await host.StopAsync();

        if (ended.Status != RunStatus.Completed)
        {
            return 1;
        }

        lines.WriteLine();
        lines.WriteLine("Now delete the Fetch case in Program.cs and build.");
        return 0;
    }
}
