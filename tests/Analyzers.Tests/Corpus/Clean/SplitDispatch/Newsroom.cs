using Microsoft.Extensions.Logging;
using Runnel;
using Part = News.Room.WriteStory.StreamPart;

namespace News.Room;

public sealed record Assignment(string Topic);

[Streams]
public sealed partial record StoryStreams(TaskStream<string> Text, TaskStream<Uri> Sources, TaskStream<int> Beats, TaskStream<string> Warnings);

public interface IReporter
{
    IAsyncEnumerable<(string? Text, Uri? Source, string? Warning)> ReportAsync(string topic, CancellationToken cancellationToken);
}

[Task("write-story")]
public sealed partial class WriteStory(IReporter reporter)
{
    public async Task RunAsync(Assignment assignment, StoryStreams streams, CancellationToken cancellationToken)
    {
        var beats = 0;
        await foreach (var (text, source, warning) in reporter.ReportAsync(assignment.Topic, cancellationToken))
        {
            await streams.Beats.WriteAsync(beats++, cancellationToken);
            await (text is null ? ValueTask.CompletedTask : streams.Text.WriteAsync(text, cancellationToken));
            await (source is null ? ValueTask.CompletedTask : streams.Sources.WriteAsync(source, cancellationToken));
            await (warning is null ? ValueTask.CompletedTask : streams.Warnings.WriteAsync(warning, cancellationToken));
        }
    }
}

public sealed class Newsroom(WriteStory.TaskClient stories, TextWriter paper, ILogger<Newsroom> logger)
{
    private readonly List<Uri> sources = [];
    private string problem = "";

    /// <summary>The text is most of it, and goes the short way; the rest is dealt with elsewhere.</summary>
    public async Task PrintAsync(string runId, CancellationToken cancellationToken)
    {
        await foreach (var part in stories.SubscribeAsync(runId, cancellationToken: cancellationToken))
        {
            if (part is Part.Text(var text))
            {
                await paper.WriteAsync(text);
                continue;
            }

            ApplyRest(part);
        }
    }

    /// <summary>Beats are dropped before anybody looks.</summary>
    public async Task FollowAsync(string runId, CancellationToken cancellationToken)
    {
        var parts = stories.SubscribeAsync(runId, cancellationToken: cancellationToken).Where(part => part is not Part.Beats);
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            switch (part)
            {
                case Part.Text { Chunk.Length: var length }:
                    logger.LogTrace("{Length} characters", length);
                    break;
                case Part.Sources(var source):
                    logger.LogInformation("{Source}", source);
                    break;
                case Part.Warnings(var warning):
                    logger.LogWarning("{Warning}", warning);
                    break;
                case Part.StreamEnded { Error: var error, Key: var key } when error is not null:
                    logger.LogError("{Key}: {Error}", key, error);
                    break;
            }
        }
    }

    /// <summary>Two switches, of which each has its half.</summary>
    public async Task ArchiveAsync(string runId, CancellationToken cancellationToken)
    {
        await foreach (var part in stories.SubscribeAsync(runId, cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Part.Text(var text):
                    await paper.WriteAsync(text);
                    break;
                case Part.Warnings(var warning):
                    await paper.WriteLineAsync($"! {warning}");
                    break;
                case Part.StreamEnded { Key: "text" or "warnings", Error: not null }:
                    await paper.WriteLineAsync("(broken off)");
                    break;
            }

            switch (part)
            {
                case Part.Sources(var source):
                    sources.Add(source);
                    break;
                case Part.Beats(0):
                case Part.Run { Snapshot.Status: RunStatus.Executing }:
                    sources.Clear();
                    break;
                case Part.StreamEnded { Key: "sources", Error: { Message: var message } }:
                    problem = message;
                    break;
            }
        }
    }

    /// <summary>What comes from several places; only some of it is a part.</summary>
    public string Describe(object message) => message switch
    {
        Part.Text(var text) => text,
        Part.Warnings(var warning) => warning,
        Part part when part.Attempt > 1 => "again",
        Assignment { Topic: var topic } => topic,
        Exception exception => exception.Message,
        _ => problem,
    };

    // Is given all parts but those of the text.
    private void ApplyRest(Part part)
    {
        switch (part)
        {
            case Part.Sources(var source):
                sources.Add(source);
                break;
            case Part.Warnings(var warning):
                logger.LogWarning("{Warning}", warning);
                break;
            case Part.Beats(var beat) when beat % 10 is 0:
                logger.LogTrace("{Beat}", beat);
                break;
            case Part.StreamEnded { Error: { } error }:
                problem = error.Message;
                break;
            default:
                break;
        }
    }
}
