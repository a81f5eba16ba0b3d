using Runnel;

namespace Ledger.Imports;

public sealed record ImportFile(string Path, char Separator = ';');

public sealed record Customer(string Id, string Name);

public sealed record Article(string Sku, decimal Price);

public sealed record Reject(int Line, string Text);

public interface IRowStreams<TRow>
{
    TaskStream<TRow> Rows { get; }

    TaskStream<Reject> Rejects { get; }
}

[Streams]
public sealed partial record CustomerStreams(TaskStream<Customer> Rows, TaskStream<Reject> Rejects) : IRowStreams<Customer>;

/// <summary>The log is written by the methods of the record alone.</summary>
[Streams]
public sealed partial record ArticleStreams(TaskStream<Article> Rows, TaskStream<Reject> Rejects, TaskStream<string> Log) : IRowStreams<Article>
{
    private TaskStream<string> Journal => Log;

    public async ValueTask LogAsync(string line, CancellationToken cancellationToken) => await Journal.WriteAsync($"{DateTime.UtcNow:t} {line}", cancellationToken);

    public void Deconstruct(out TaskStream<Article> articles, out Func<string, ValueTask> log) =>
        (articles, log) = (Rows, line => LogAsync(line, CancellationToken.None));
}

public abstract class ImportTask<TRow>
    where TRow : class
{
    protected abstract TRow? Parse(string[] fields);

    protected async Task<int> ImportAsync(ImportFile file, IRowStreams<TRow> streams, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var (number, line) in File.ReadLinesAsync(file.Path, cancellationToken).Select((line, number) => (number, line)))
        {
            if (Parse(line.Split(file.Separator)) is { } row)
            {
                await streams.Rows.WriteAsync(row, cancellationToken);
                count++;
            }
            else
            {
                await streams.Rejects.WriteAsync(new Reject(number + 1, line), cancellationToken);
            }
        }

        return count;
    }
}

[Task("import-customers")]
public sealed partial class ImportCustomers : ImportTask<Customer>
{
    public Task<int> RunAsync(ImportFile file, CustomerStreams streams, CancellationToken cancellationToken) => ImportAsync(file, streams, cancellationToken);

    protected override Customer? Parse(string[] fields) => fields is [{ Length: 8 } id, var name, ..] ? new(id, name.Trim()) : null;
}

[Task("import-articles")]
public sealed partial class ImportArticles : ImportTask<Article>
{
    public async Task<int> RunAsync(ImportFile file, TaskContext context, ArticleStreams streams, CancellationToken cancellationToken)
    {
        await streams.LogAsync($"begun by {context.RunId}", cancellationToken);
        return await ImportAsync(file, streams, cancellationToken);
    }

    protected override Article? Parse(string[] fields) =>
        fields is [var sku, var price] && decimal.TryParse(price, out var parsed) ? new(sku, parsed) : null;
}

/// <summary>Adds one article, for which the task names nothing but the methods of its streams.</summary>
[Streams]
public sealed partial record AddStreams(TaskStream<Article> Added, TaskStream<string> Log)
{
    public ValueTask AddedAsync(Article article) => Added.WriteAsync(article);

    public ValueTask SayAsync(string line) => Log.WriteAsync(line);
}

[Task("add-article")]
public sealed partial class AddArticle
{
    public async Task RunAsync(Article article, AddStreams streams)
    {
        await streams.SayAsync($"adding {article.Sku}");
        await streams.AddedAsync(article);
    }
}

/// <summary>Its streams are taken apart by a pattern.</summary>
[Streams]
public sealed partial record CheckStreams(TaskStream<Article> Cheap, TaskStream<Article> Dear);

[Task("check-articles")]
public sealed partial class CheckArticles
{
    public async Task<bool> RunAsync(Article[] articles, CheckStreams streams, CancellationToken cancellationToken)
    {
        if (streams is not { Cheap: var cheap, Dear: var dear })
        {
            return false;
        }

        foreach (var article in articles)
        {
            await (article.Price < 10 ? cheap : dear).WriteAsync(article, cancellationToken);
        }

        return articles is not [];
    }
}
