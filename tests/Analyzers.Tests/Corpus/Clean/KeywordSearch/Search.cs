using Microsoft.Extensions.Logging;
using Runnel;

namespace Coho.Archive;

public sealed record Query(string Folder, string Word);

public sealed record Hit(string File, int Line, string Text);

[Streams]
public sealed partial record SearchStreams(TaskStream<Hit> Hits);

[Task("search-archive", MaxAttempts = 1)]
public sealed partial class SearchArchive(ILogger<SearchArchive> logger)
{
    public async Task<Hit?> RunAsync(Query query, SearchStreams streams, CancellationToken cancellationToken)
    {
        var hits = streams.Hits.Pipe(FindAsync(query));

        // The first one in a title is the answer; the others still come to those who watch.
        Hit? best = null;
        await foreach (var hit in hits.WithCancellation(cancellationToken))
        {
            best ??= hit;
            if (hit.Text.StartsWith('#'))
            {
                best = hit;
                break;
            }
        }

        logger.LogDebug("{Word}: {Hit}", query.Word, best);
        await hits.Completion;
        return best;
    }

    private static async IAsyncEnumerable<Hit> FindAsync(
        Query query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var file in Directory.EnumerateFiles(query.Folder, "*.md", SearchOption.AllDirectories))
        {
            var number = 0;
            await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
            {
                number++;
                if (line.Contains(query.Word, StringComparison.OrdinalIgnoreCase))
                {
                    yield return new Hit(file, number, line);
                }
            }
        }
    }
}

public sealed class SearchBox(SearchArchive.TaskClient searches)
{
    public async IAsyncEnumerable<Hit[]> PagesAsync(string folder, string word, int pageSize = 20)
    {
        var page = new List<Hit>(pageSize);
        await foreach (var part in searches.TriggerAndSubscribeAsync(new Query(folder, word)))
        {
            switch (part)
            {
                case SearchArchive.StreamPart.Hits { Chunk: var hit }:
                    page.Add(hit);
                    if (page.Count == pageSize)
                    {
                        yield return [.. page];
                        page.Clear();
                    }

                    break;
                case SearchArchive.StreamPart.Run { Snapshot: { Status: RunStatus.Failed, Error: { } error } }:
                    throw new IOException(error.Message);
            }
        }

        if (page is not [])
        {
            yield return [.. page];
        }
    }
}
