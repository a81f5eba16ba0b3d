using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;

namespace ChatStreaming.Kill;

/// <summary>
/// The same chat, but its worker is killed in the middle of the answer and another goes on. Whoever subscribed misses nothing of it, which is
/// then counted against the run's log.
/// </summary>
public static class KillStory
{
    /// <summary>Tells the story.</summary>
    /// <returns>0 if a worker was killed in mid-answer, the run completed all the same, and no token was lost.</returns>
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
            var ended = await ChatStory.FollowAsync(takeover.FollowAsync(run), transcript);
            return ProblemOf(ended, takeover) is { } problem ? Fail(problem) : await CountAsync(ended, takeover, database.Path, lines);
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

    private static async Task<int> CountAsync(Run<Prompt, Answer> ended, Takeover takeover, string database, Lines lines)
    {
        // Read by a client that was not there: all that it can know is in the file.
        using var reader = ChatHost.Create(database, runnel => runnel.ClientOnly());
        await reader.StartAsync();
        var chat = reader.Services.GetRequiredService<Chat.TaskClient>();
        var log = await Token.ReadAsync(chat.SubscribeAsync(ended.Id));
        var middle = takeover.Seen[takeover.Seen.Count / 2].Cursor;
        var rest = await Token.ReadAsync(chat.SubscribeAsync(ended.Id, new SubscribeOptions { After = middle }));

        var live = Losses.Of(log, takeover.Seen);
        var resumed = Losses.Of([.. log.SkipWhile(token => token.Cursor != middle).Skip(1)], rest);
        var ofAnswer = Losses.OfAnswer(ended.Output!.Text, log.Where(token => token.Attempt == log[^1].Attempt));
        var lost = live.Total + resumed.Total + ofAnswer;

        var perAttempt = log.CountBy(token => token.Attempt).Select(attempt => $"{attempt.Value} in attempt {attempt.Key}");
        lines.WriteLine();
        lines.Write("killed", $"process {takeover.KilledProcess} with SIGKILL, in the middle of attempt {takeover.KilledAttempt}", Style.Red);
        lines.Write("takeover", $"by process {takeover.WorkingProcess} after {Transcript.Seconds(takeover.Duration)}");
        lines.Write("attempts", $"{ended.Attempt}; tokens: {string.Join(", ", perAttempt)}");
        lines.Write("live", $"{takeover.Seen.Count} of {log.Count} tokens: {live}");
        lines.Write("resumed", $"{rest.Count} tokens after a cursor in the middle: {resumed}");
        lines.Write("answer", $"{ofAnswer} of its tokens are not in the log");
        lines.WriteLine($"tokens lost {lost}");
        return lost == 0 ? 0 : 1;
    }
}
