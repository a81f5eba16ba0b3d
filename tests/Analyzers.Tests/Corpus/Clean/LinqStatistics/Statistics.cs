using Microsoft.Extensions.Logging;
using Runnel;

namespace Fourth.Coffee;

public sealed record Survey(string Shop, IReadOnlyList<string> Guests);

public sealed record Vote(string Guest, int Stars, string? Remark);

[Streams]
public sealed partial record SurveyStreams(TaskStream<Vote> Votes, TaskStream<string> Silent);

public interface IMessenger
{
    Task<Vote?> AskAsync(string guest, CancellationToken cancellationToken);
}

[Task("survey")]
public sealed partial class TakeSurvey(IMessenger messenger)
{
    public async Task<int> RunAsync(Survey survey, SurveyStreams streams, CancellationToken cancellationToken)
    {
        var votes = 0;
        foreach (var guest in survey.Guests)
        {
            if (await messenger.AskAsync(guest, cancellationToken) is { } vote)
            {
                await streams.Votes.WriteAsync(vote, cancellationToken);
                votes++;
            }
            else
            {
                await streams.Silent.WriteAsync(guest, cancellationToken);
            }
        }

        return votes;
    }
}

public sealed record Statistics(int Votes, double Average, double Silence, IReadOnlyDictionary<int, int> Histogram);

public sealed class SurveyStatistics(TakeSurvey.TaskClient surveys, ILogger<SurveyStatistics> logger)
{
    public async Task<Statistics> OfAsync(string runId, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<Vote> votes = surveys.ReadVotesAsync(runId, cancellationToken);
        var histogram = await votes
            .GroupBy(vote => vote.Stars)
            .ToDictionaryAsync(group => group.Key, group => group.Count(), cancellationToken: cancellationToken);
        var silent = await surveys.ReadSilentAsync(runId, cancellationToken).CountAsync(cancellationToken);

        var count = histogram.Values.Sum();
        var average = count == 0 ? 0 : histogram.Sum(stars => (double)stars.Key * stars.Value) / count;
        return new Statistics(count, average, (double)silent / Math.Max(1, count + silent), histogram);
    }

    public async Task<string> WorstRemarkAsync(string runId, CancellationToken cancellationToken)
    {
        var remarks =
            from part in surveys.SubscribeAsync(runId, cancellationToken: cancellationToken)
            let vote = (part as TakeSurvey.StreamPart.Votes)?.Chunk
            where vote is { Remark: not null, Stars: <= 2 }
            orderby vote.Stars
            select vote.Remark;
        return await remarks.FirstOrDefaultAsync(cancellationToken) ?? "nobody complained";
    }

    public async Task LogAsync(string runId, CancellationToken cancellationToken)
    {
        var counts = await surveys.SubscribeAsync(runId, cancellationToken: cancellationToken).AggregateAsync(
            (Votes: 0, Silent: 0, Retries: 0),
            (sum, part) => part switch
            {
                TakeSurvey.StreamPart.Votes => sum with { Votes = sum.Votes + 1 },
                TakeSurvey.StreamPart.Silent => sum with { Silent = sum.Silent + 1 },
                TakeSurvey.StreamPart.StreamEnded { Reason: StreamEndReason.Superseded } => (0, 0, sum.Retries + 1),
                _ => sum,
            },
            cancellationToken: cancellationToken);
        logger.LogInformation("{Counts}", counts);
    }
}
