using System.ComponentModel;
using System.Text;
using Microsoft.Extensions.AI;
using Runnel;
using Part = Library.Desk.AskLibrarian.StreamPart;

namespace Library.Desk;

public sealed record Book(string Title, string Shelf);

public interface IShelves
{
    Task<Book?> FindAsync(string title, CancellationToken cancellationToken);

    Task<int> ReserveAsync(string title, string reader, CancellationToken cancellationToken);
}

[ToolTask("find-book", Name = "findBook", Description = "Find a book by its title")]
public sealed partial class FindBook(IShelves shelves)
{
    public async Task<Book> RunAsync([Description("The title, or a part of it")] string title, CancellationToken cancellationToken) =>
        await shelves.FindAsync(title, cancellationToken) ?? throw new AbortRunException($"There is no '{title}'.");
}

[Tools(typeof(FindBook))]
public sealed partial class DeskTools(IShelves shelves)
{
    [Tool(Description = "Reserve a book for a reader; gives the place in the queue")]
    public Task<int> ReserveAsync(string title, string reader, CancellationToken cancellationToken) => shelves.ReserveAsync(title, reader, cancellationToken);
}

[Streams]
public sealed partial record DeskStreams(TaskStream<ITextStreamPart<DeskTools>> Librarian);

[Task("ask-librarian")]
public sealed partial class AskLibrarian(IChatClient model, DeskTools tools)
{
    public async Task<string> RunAsync(string question, DeskStreams streams, CancellationToken cancellationToken)
    {
        var result = model.StreamText(question, tools, new() { MaxSteps = 8 });
        var failures = new List<TaskError>();
        await foreach (var part in streams.Librarian.Pipe(result.FullStream).WithCancellation(cancellationToken))
        {
            // The failures first; what is left is either said or done.
            if (part is IToolError { Error: var error })
            {
                failures.Add(error);
                continue;
            }

            var line = part switch
            {
                FindBook.ToolCall { Arguments.Title: var title } => $"looks for {title}",
                FindBook.ToolResult { Output: (var title, var shelf) } => $"{title} is on {shelf}",
                DeskTools.ReserveToolCall or DeskTools.ReserveToolResult => "reserves",
                _ => null,
            };
            if (line is not null)
            {
                Console.WriteLine(line);
            }
        }

        return failures is [] ? await result.Text : $"{await result.Text} ({failures.Count} look-ups failed)";
    }
}

/// <summary>Open calls by their ids; however a call ends, it leaves the table.</summary>
public sealed class DeskView(AskLibrarian.TaskClient desk)
{
    private readonly Dictionary<string, string> open = [];
    private readonly StringBuilder text = new();

    public async Task AskAsync(string question, CancellationToken cancellationToken)
    {
        await foreach (var part in desk.TriggerAndSubscribeAsync(question, cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Part.Librarian(var said):
                    Show(said);
                    break;
                case Part.StreamEnded { Reason: not StreamEndReason.Completed }:
                    open.Clear();
                    text.Clear();
                    break;
            }
        }
    }

    public async Task<IReadOnlyList<string>> TroubleAsync(string runId, CancellationToken cancellationToken)
    {
        var trouble = new List<string>();
        await foreach (var part in desk.SubscribeAsync(runId, cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Part.Librarian(IToolCall):
                case Part.Librarian(FindBook.ToolResult or DeskTools.ReserveToolResult):
                    break;
                case Part.Librarian(ToolError<FindBook.Arguments> { Arguments.Title: var title }):
                    trouble.Add($"not found: {title}");
                    break;
                case Part.Librarian { Chunk: DeskTools.ReserveToolError { Error.Message: var message } }:
                    trouble.Add(message);
                    break;
                case Part.StreamEnded { Error: { } error }:
                    trouble.Add(error.Message);
                    break;
            }
        }

        return trouble;
    }

    private void Show(ITextStreamPart<DeskTools> said)
    {
        switch (said)
        {
            case TextDelta(var delta):
                text.Append(delta);
                break;
            case IToolCall { ToolCallId: var id, ToolName: var name }:
                open[id] = name;
                break;
            case IToolResult { ToolCallId: var id }:
                open.Remove(id);
                break;
            case IToolError { ToolCallId: var id } failed when open.Remove(id, out var name):
                text.Append($"[{name}: {failed.Error.Message}]");
                break;
        }
    }
}
