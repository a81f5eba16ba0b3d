using System.Collections.Frozen;
using System.Net.ServerSentEvents;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Runnel;
using Part = Words.Api.TranslateBook.StreamPart;

namespace Words.Api;

public sealed record Book(string Title, string[] Chapters);

public sealed record Chapter(int Number, string Text);

[Streams]
public sealed partial record BookStreams(TaskStream<Chapter> Chapters, TaskStream<string> Glossary);

public interface ITranslator
{
    Task<(string Text, IReadOnlyList<string> Terms)> TranslateAsync(string chapter, CancellationToken cancellationToken);
}

[Task("translate-book")]
public sealed partial class TranslateBook(ITranslator translator)
{
    public async Task<int> RunAsync(Book book, BookStreams streams, CancellationToken cancellationToken)
    {
        foreach (var (index, chapter) in book.Chapters.Index())
        {
            var (text, terms) = await translator.TranslateAsync(chapter, cancellationToken);
            await streams.Chapters.WriteAsync(new(index + 1, text), cancellationToken);
            foreach (var term in terms)
            {
                await streams.Glossary.WriteAsync(term, cancellationToken);
            }
        }

        return book.Chapters.Length;
    }
}

public static class PartMatch
{
    /// <summary>All cases; who adds a stream has to name it here, and the compiler finds the callers.</summary>
    public static T Match<T>(
        this Part part, Func<Run<Book, int>, T> run, Func<Chapter, T> chapter, Func<string, T> term, Func<string, StreamEndReason, T> ended, Func<T> unknown) => part switch
    {
        Part.Run(var snapshot) => run(snapshot),
        Part.Chapters(var chunk) => chapter(chunk),
        Part.Glossary(var chunk) => term(chunk),
        Part.StreamEnded(var key, var reason, _) => ended(key, reason),
        Part.Unknown => unknown(),
    };
}

[ApiController]
[Route("books")]
public sealed class BooksController(TranslateBook.TaskClient books) : ControllerBase
{
    private static readonly FrozenDictionary<Type, Func<Part, string>> Names = new Dictionary<Type, Func<Part, string>>
    {
        [typeof(Part.Chapters)] = static part => $"chapter-{((Part.Chapters)part).Chunk.Number}",
        [typeof(Part.Glossary)] = static _ => "term",
        [typeof(Part.StreamEnded)] = static part => part is Part.StreamEnded { Error: null } ? "end" : "error",
    }.ToFrozenDictionary();

    [HttpPost]
    public async Task<ActionResult<string>> PostAsync(Book book, CancellationToken cancellationToken)
    {
        var run = await books.TriggerAsync(book, cancellationToken: cancellationToken);
        return AcceptedAtAction(nameof(Get), new { id = run.Id }, run.Id);
    }

    [HttpGet("{id}/events")]
    public IResult Get(string id, [FromHeader(Name = "Last-Event-ID")] string? last, CancellationToken cancellationToken)
    {
        var options = RunCursor.TryParse(last, null, out var cursor) ? new SubscribeOptions { After = cursor } : null;
        return TypedResults.ServerSentEvents(books.SubscribeAsync(id, options, cancellationToken).Select(part =>
            new SseItem<string>(
                part.Match(run => run.Status.ToString(), chapter => chapter.Text, term => term, (key, reason) => $"{key} {reason}", () => ""),
                Names.TryGetValue(part.GetType(), out var name) ? name(part) : "other") { EventId = part.Cursor.ToString() }));
    }

    [HttpGet("{id}/text")]
    public async Task<ActionResult<string>> GetTextAsync(string id, CancellationToken cancellationToken)
    {
        if ((await books.GetAsync(id, cancellationToken))?.Status is not RunStatus.Completed)
        {
            return Conflict();
        }

        var text = new StringBuilder();
        await foreach (var chapter in books.ReadChaptersAsync(id, cancellationToken: cancellationToken))
        {
            text.AppendLine(chapter.Text);
        }

        return text.ToString();
    }

    [HttpPost("first-line")]
    public async Task<ActionResult<string>> FirstLineAsync(Book book, CancellationToken cancellationToken)
    {
        await foreach (var part in books.TriggerAndSubscribeAsync(book, cancellationToken: cancellationToken))
        {
            var chapters = part as Part.Chapters;
            if (chapters?.Chunk is { Number: 1, Text: [_, ..] text })
            {
                return text.Split('\n')[0];
            }

            if (part is Part.Glossary or { Attempt: > 1 } or Part.StreamEnded { Error: not null })
            {
                continue;
            }
        }

        return NotFound();
    }
}
