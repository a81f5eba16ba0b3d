using Runnel;
using Part = Graphic.News.CollectNews.StreamPart;

namespace Graphic.News;

public sealed record Topic(string Name, IReadOnlyList<Uri> Feeds);

public sealed record Headline(string Title, Uri Link, DateTimeOffset Published, double Relevance);

[Streams]
public sealed partial record NewsStreams(TaskStream<Headline> Headlines, TaskStream<Uri> DeadFeeds);

public interface IFeedReader
{
    IAsyncEnumerable<Headline> ReadAsync(Uri feed, string topic, CancellationToken cancellationToken);
}

[Task("collect-news")]
public sealed partial class CollectNews(IFeedReader reader)
{
    public async Task RunAsync(Topic topic, NewsStreams streams, CancellationToken cancellationToken)
    {
        foreach (var feed in topic.Feeds)
        {
            try
            {
                await foreach (var headline in reader.ReadAsync(feed, topic.Name, cancellationToken))
                {
                    await streams.Headlines.WriteAsync(headline, cancellationToken);
                }
            }
            catch (HttpRequestException)
            {
                await streams.DeadFeeds.WriteAsync(feed, cancellationToken);
            }
        }
    }
}

public sealed record Digest(IReadOnlyList<Headline> Top, IReadOnlyList<Uri> DeadFeeds);

public sealed class DigestBuilder(CollectNews.TaskClient news)
{
    private const int Length = 10;

    public async Task<Digest> BuildAsync(Topic topic, CancellationToken cancellationToken)
    {
        var run = await news.TriggerAsync(topic, cancellationToken: cancellationToken);
        var parts = await run.SubscribeAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        (await run.WaitAsync(cancellationToken)).GetOutputOrThrow();

        var last = parts.Max(part => part.Attempt);
        var latest = parts.Where(part => part.Attempt == last).ToList();
        return new Digest(
            [.. latest.OfType<Part.Headlines>().Select(part => part.Chunk).OrderByDescending(headline => headline.Relevance).Take(Length)],
            [.. latest.OfType<Part.DeadFeeds>().Select(part => part.Chunk).Distinct()]);
    }

    /// <summary>Titles as they come in, the irrelevant left out.</summary>
    public IAsyncEnumerable<string> TitlesAsync(Topic topic, CancellationToken cancellationToken) => news
        .TriggerAndSubscribeAsync(topic, cancellationToken: cancellationToken)
        .OfType<Part.Headlines>()
        .Where(part => part is { Chunk.Relevance: > 0.5 })
        .Select(part => part.Chunk.Title)
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
