using System.Collections.Immutable;
using Runnel;

namespace Lakeshore.Search;

public sealed record Corpus(string Folder, int Top = 50);

public sealed record Shard(int Number, ImmutableArray<string> Files);

public sealed record WordCount(string Word, int Count);

public sealed record ShardCounts(Dictionary<string, int> Counts);

[Streams]
public sealed partial record CorpusStreams(TaskStream<WordCount> Top, TaskStream<string> Failures);

[Task("count-shard", Queue = "shards")]
public sealed partial class CountShard
{
    private static readonly char[] Separators = [' ', '\t', ',', '.', ';', '!', '?'];

    public async Task<ShardCounts> RunAsync(Shard shard, TaskContext context, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in shard.Files)
        {
            await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
            {
                foreach (var word in line.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
                {
                    counts[word] = counts.GetValueOrDefault(word) + 1;
                }
            }

            context.Metadata.Parent?.Increment("files");
        }

        return new ShardCounts(counts);
    }
}

[Task("count-corpus")]
public sealed partial class CountCorpus(CountShard.TaskClient shards)
{
    private const int ShardSize = 100;

    public async Task<int> RunAsync(Corpus corpus, CorpusStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        var files = Directory.GetFiles(corpus.Folder, "*.txt").Order(StringComparer.Ordinal).Chunk(ShardSize);
        var results = await shards.BatchTriggerAndWaitAsync(
            files.Select((chunk, number) => new BatchItem<Shard>(new Shard(number, [.. chunk]))), cancellationToken);

        foreach (var failed in results.Where(result => !result.IsSuccess))
        {
            await streams.Failures.WriteAsync($"{failed.RunId}: {failed.Error?.Message}", cancellationToken);
        }

        var totals = results.Select(result => result.Output).OfType<ShardCounts>()
            .SelectMany(shard => shard.Counts)
            .GroupBy(count => count.Key, count => count.Value, (word, counts) => new WordCount(word, counts.Sum()), StringComparer.OrdinalIgnoreCase)
            .ToList();
        foreach (var word in totals.OrderByDescending(count => count.Count).Take(corpus.Top))
        {
            await streams.Top.WriteAsync(word, cancellationToken);
        }

        context.Metadata.Set("words", totals.Count);
        return totals.Count;
    }
}

public sealed class WordCloud(CountCorpus.TaskClient corpora)
{
    public async Task<(IReadOnlyList<WordCount> Words, bool IsComplete)> DrawAsync(string folder, CancellationToken cancellationToken)
    {
        var words = new List<WordCount>();
        var isComplete = false;
        await foreach (var part in corpora.TriggerAndSubscribeAsync(new Corpus(folder), cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case CountCorpus.StreamPart.Top(var word):
                    words.Add(word);
                    break;
                case CountCorpus.StreamPart.Failures:
                    return (words, false);
                case CountCorpus.StreamPart.StreamEnded(_, StreamEndReason.Superseded, _):
                    words.Clear();
                    break;
                case CountCorpus.StreamPart.Run({ Status: var status }):
                    isComplete = status == RunStatus.Completed;
                    break;
            }
        }

        return (words, isComplete);
    }
}
