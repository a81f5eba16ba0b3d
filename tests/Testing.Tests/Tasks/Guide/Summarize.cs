namespace Runnel.Testing.Tests.Tasks.Guide;

/// <summary>What a task of the guide's talks to; a model, say.</summary>
public interface IWriter
{
    IAsyncEnumerable<string> WriteAsync(string about, CancellationToken cancellationToken = default);
}

public sealed record Article(string Title);

public sealed record Summary(string Text);

public sealed record Progress(int Percent);

[Streams]
public sealed partial record SummaryStreams(TaskStream<string> Text, TaskStream<Progress> Progress);

/// <summary>The task that the guide tests.</summary>
[Task("summarize", MaxAttempts = 3)]
public sealed partial class Summarize(IWriter writer)
{
    public async Task<Summary> RunAsync(Article article, SummaryStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        context.Metadata.Set("title", article.Title);
        await streams.Progress.WriteAsync(new Progress(0), cancellationToken);
        var text = new List<string>();
        await foreach (var piece in streams.Text.Pipe(writer.WriteAsync(article.Title, cancellationToken)).WithCancellation(cancellationToken))
        {
            text.Add(piece);
        }

        await streams.Progress.WriteAsync(new Progress(100), cancellationToken);
        return new Summary(string.Concat(text));
    }
}
