using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;

namespace ChatStreaming.Kill;

/// <summary>What a kill has cost: counted by a client that was not there, for all that it can know is in the files.</summary>
public static class Reckoning
{
    /// <summary>Counts, and writes down what came of it.</summary>
    /// <returns>0 if nothing was lost and nothing was done twice.</returns>
    public static async Task<int> MakeAsync(Run<Prompt, Answer> ended, Takeover takeover, string database, Lines lines)
    {
        using var reader = ChatHost.Create(database, runnel => runnel.ClientOnly());
        await reader.StartAsync();
        var chat = reader.Services.GetRequiredService<Chat.TaskClient>();
        var parts = await chat.SubscribeAsync(ended.Id).ToListAsync();
        var (log, seen, steps) = (Token.In(parts), Token.In(takeover.Seen), ModelStep.In(parts));
        var middle = seen[seen.Count / 2].Cursor;
        var rest = Token.In(await chat.SubscribeAsync(ended.Id, new SubscribeOptions { After = middle }).ToListAsync());

        // The log has each piece at its cursor, for whoever reads it. Between attempts only texts can be compared: pieces differ.
        var live = Losses.Of(log, seen);
        var resumed = Losses.Of([.. log.SkipWhile(token => token.Cursor != middle).Skip(1)], rest);
        var retold = Losses.OfSteps(steps);
        var answer = Losses.OfAnswer(ended.Output!.Text, steps[^1].Tokens);
        var lost = live.Total + resumed.Total + retold + answer;
        var again = Repetitions.Of(parts, Journal.Beside(database).Read());

        lines.WriteLine();
        (await RunTree.ReadAsync(reader.Services.GetRequiredService<IRunnelClient>(), ended.Id)).Write(lines);
        lines.WriteLine();
        lines.Write("killed", $"process {takeover.KilledProcess} with SIGKILL, in the middle of attempt {takeover.KilledAttempt}", Style.Red);
        lines.Write("takeover", $"by process {takeover.WorkingProcess} after {Transcript.Seconds(takeover.Duration)}");
        foreach (var attempt in steps.GroupBy(step => step.Attempt))
        {
            var (finished, tokens) = (attempt.Count(step => step.IsFinished), attempt.Sum(step => step.Tokens.Count));
            lines.Write($"attempt {attempt.Key}", $"{finished} model steps finished, {tokens} tokens");
        }

        lines.Write("live", $"{seen.Count} of {log.Count} tokens: {live}");
        lines.Write("resumed", $"{rest.Count} tokens after a cursor in the middle: {resumed}");
        lines.Write("steps", $"{retold} tokens of finished steps differ in the last attempt");
        lines.Write("answer", $"{answer} of its tokens are not in the log");
        lines.WriteLine($"tokens lost {lost}, model steps repeated {again.Steps}, tools run twice {again.Tools}");
        return (lost, again) is (0, { Steps: 0, Tools: 0 }) ? 0 : 1;
    }
}
