using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;

namespace ChatStreaming.Kill;

/// <summary>
/// The same chat, but its worker is killed in the middle of the answer and another goes on. Whoever subscribed misses nothing of it, and nothing that
/// was finished is done again; both are then counted.
/// </summary>
public static class KillStory
{
    /// <summary>Tells the story.</summary>
    /// <returns>0 if a worker was killed in mid-answer, the run completed all the same, no token was lost, and nothing was done twice.</returns>
    public static async Task<int> RunAsync(string text)
    {
        using var database = new TemporaryDatabase();
        using var host = ChatHost.Create(database.Path, runnel => runnel.ClientOnly());
        await host.StartAsync();

        await using var page = LoopbackPage.Serve(token => NotesPage.ReadAsync(TimeProvider.System, token));
        var prompt = new Prompt(text, page.Address);
        var lines = Lines.OfConsole();
        var transcript = new Transcript(lines);
        transcript.Begin(prompt, host.Services.GetRequiredService<IChatClient>());

        await using var takeover = new Takeover(database.Path, lines);
        takeover.Start();
        var run = await host.Services.GetRequiredService<Chat.TaskClient>().TriggerAsync(prompt);

        // Ctrl+C cancels the run, which another worker ends if none is there to do so.
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        await using var cancel = lifetime.ApplicationStopping.Register(() => _ = run.CancelAsync());

        try
        {
            var ended = await Program.ShowAsync(takeover.FollowAsync(run), transcript);
            return ProblemOf(ended, takeover) is { } problem ? Fail(problem) : await Reckoning.MakeAsync(ended, takeover, database.Path, lines);
        }
        catch (OperationCanceledException) when (takeover.Failure is not null)
        {
            return Fail(takeover.Failure);
        }

        int Fail(string problem)
        {
            lines.Write("failed", problem, Style.Red);
            return 1;
        }
    }

    // Without a kill in mid-answer there is nothing to be proud of in that nothing was lost.
    private static string? ProblemOf(Run<Prompt, Answer> ended, Takeover takeover) =>
        ended.Status != RunStatus.Completed
            ? $"the run should have completed, but ended as {ended.Status}: {ended.Error?.Message ?? "no error was recorded"}"
        : takeover.KilledAttempt is null
            ? $"the answer ended before its token {Takeover.TokensBeforeKill}, at which its worker is killed; ask for a longer one"
        : !takeover.WasInMidAnswer
            ? "the answer was complete when its worker was killed, so that there was nothing to take over; ask for a longer one"
        : null;
}
