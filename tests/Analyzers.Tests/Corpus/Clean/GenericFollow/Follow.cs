using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Platform.Following;

public static class RunHandleExtensions
{
    /// <summary>Follows any run, each part given to a callback, and tells how it ended.</summary>
    public static async Task<TaskResult<TOutput>> FollowAsync<TOutput, TPart>(
        this RunHandle<TOutput, TPart> run, Func<TPart, ValueTask> onPart, CancellationToken cancellationToken = default)
        where TPart : class
    {
        await foreach (var part in run.SubscribeAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            await onPart(part).ConfigureAwait(false);
        }

        return await run.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends when nothing has come for a while.</summary>
    public static async IAsyncEnumerable<TPart> UntilQuiet<TPart>(
        this IAsyncEnumerable<TPart> parts, TimeSpan quiet, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(quiet);
        await using var enumerator = parts.GetAsyncEnumerator(silence.Token);
        while (true)
        {
            try
            {
                if (!await enumerator.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                yield break;
            }

            silence.CancelAfter(quiet);
            yield return enumerator.Current;
        }
    }
}

public sealed record Crawl(Uri Root, int Depth = 2);

public sealed record Visited(Uri Page, int Links);

[Streams]
public sealed partial record CrawlStreams(TaskStream<Visited> Pages, TaskStream<Uri> Broken);

public interface IBrowser
{
    Task<IReadOnlyList<Uri>?> LinksAsync(Uri page, CancellationToken cancellationToken);
}

[Task("crawl-site")]
public sealed partial class CrawlSite(IBrowser browser)
{
    public async Task<int> RunAsync(Crawl crawl, CrawlStreams streams, CancellationToken cancellationToken)
    {
        var seen = new HashSet<Uri> { crawl.Root };
        var queue = new Queue<(Uri Page, int Depth)>([(crawl.Root, 0)]);
        while (queue.TryDequeue(out var next))
        {
            if (await browser.LinksAsync(next.Page, cancellationToken) is not { } links)
            {
                await streams.Broken.WriteAsync(next.Page, cancellationToken);
                continue;
            }

            await streams.Pages.WriteAsync(new Visited(next.Page, links.Count), cancellationToken);
            foreach (var link in links.Where(link => next.Depth < crawl.Depth && seen.Add(link)))
            {
                queue.Enqueue((link, next.Depth + 1));
            }
        }

        return seen.Count;
    }
}

public sealed class SiteReport(CrawlSite.TaskClient crawls, ILogger<SiteReport> logger)
{
    public async Task<IReadOnlyList<Uri>> BrokenLinksAsync(Uri root, CancellationToken cancellationToken)
    {
        var broken = new List<Uri>();
        var run = await crawls.TriggerAsync(new Crawl(root), cancellationToken: cancellationToken);
        var result = await run.FollowAsync(part =>
        {
            switch (part)
            {
                case CrawlSite.StreamPart.Broken(var page):
                    broken.Add(page);
                    break;
                case CrawlSite.StreamPart.StreamEnded { Key: "broken", Reason: StreamEndReason.Superseded }:
                    broken.Clear();
                    break;
                case CrawlSite.StreamPart.Pages({ Links: 0, Page: var page }):
                    logger.LogInformation("{Page} leads nowhere.", page);
                    break;
            }

            return ValueTask.CompletedTask;
        }, cancellationToken);

        return result is { IsSuccess: true, Output: > 0 } ? broken : throw new InvalidOperationException(result.Error?.Message ?? "Nothing was read.");
    }

    public async Task<int> GlanceAsync(string runId, CancellationToken cancellationToken) => await crawls
        .SubscribeAsync(runId, cancellationToken: cancellationToken)
        .UntilQuiet(TimeSpan.FromSeconds(2), cancellationToken)
        .CountAsync(part => part is CrawlSite.StreamPart.Pages or CrawlSite.StreamPart.Broken, cancellationToken);
}
