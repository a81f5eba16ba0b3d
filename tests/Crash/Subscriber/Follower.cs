using Runnel.Crash.Journals;

namespace Runnel.Crash.Subscriber;

/// <summary>Follows runs to their end, over as many subscriptions as it likes.</summary>
internal sealed class Follower(IRunnelClient client, Journal journal, Places places, Random random)
{
    /// <summary>One in so many parts is the last that a subscription is asked for.</summary>
    private const int PartsPerDrop = 60;

    private const int LongestPauseMilliseconds = 200;

    public async Task FollowAsync(string runId)
    {
        while (!await SubscribeAsync(runId))
        {
            await Task.Delay(Next(LongestPauseMilliseconds));
        }

        journal.Write($"{Verbs.Ended} {runId}");
    }

    /// <summary>Opens one subscription, from the last part that was seen.</summary>
    /// <returns>Whether it ended by itself.</returns>
    private async Task<bool> SubscribeAsync(string runId)
    {
        var after = places[runId];
        var isFirst = after is not null;
        await foreach (var part in client.SubscribeAsync(runId, new SubscribeOptions { After = after }))
        {
            journal.Write($"{(isFirst ? Verbs.Resumed : Verbs.Seen)} {runId} {part.Cursor} {PartDigest.Of(part)}");
            isFirst = false;
            places[runId] = part.Cursor;
            if (Next(PartsPerDrop) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private int Next(int below)
    {
        lock (random)
        {
            return random.Next(below);
        }
    }
}
