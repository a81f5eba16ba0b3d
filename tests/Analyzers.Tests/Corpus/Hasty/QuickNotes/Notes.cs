using System.Text;
using Runnel;
using Part = Hasty.Notes.TakeNotes.StreamPart;

namespace Hasty.Notes;

public sealed record Meeting(string Title, Uri Audio);

[Streams]
public sealed partial record NoteStreams(TaskStream<string> Words, TaskStream<string> Actions, TaskStream<int> Speakers);

public interface IScribe
{
    IAsyncEnumerable<string> WordsAsync(Uri audio, CancellationToken cancellationToken);

    IAsyncEnumerable<string> ActionsAsync(string text, CancellationToken cancellationToken);
}

[Task("take-notes")]
public sealed partial class TakeNotes(IScribe scribe)
{
    public async Task<int> RunAsync(Meeting meeting, NoteStreams streams, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var words = streams.Words;
        var heard = words.Pipe(scribe.WordsAsync(meeting.Audio, cancellationToken));
        await foreach (var word in heard.WithCancellation(cancellationToken))
        {
            text.Append(word).Append(' ');
        }

        await words.WriteAsync("(end)", cancellationToken); // review: ended with its source; this throws

        var (actions, speakers) = (streams.Actions, streams.Speakers);
        var pipe = actions.Pipe(scribe.ActionsAsync($"{text}", cancellationToken));
        await pipe.Completion;
        await actions.WriteAsync("That is all.", cancellationToken); // review: so has this one
        await speakers.WriteAsync(1, cancellationToken);
        return await CountAsync();

        async Task<int> CountAsync()
        {
            _ = Task.Run(() => streams.Speakers.WriteAsync(2, cancellationToken).AsTask(), cancellationToken); // review: nobody waits for it
            await Task.Yield();
            return text.Length;
        }
    }
}

[Task("count-words")]
public sealed partial class CountWords
{
    public int Run(Meeting meeting) => meeting.Title.Length;
}

public sealed class NotesPage(TakeNotes.TaskClient notes, CountWords.TaskClient words)
{
    public async Task<int> CountBothAsync(Meeting one, Meeting two)
    {
        var first = words.TriggerAndWaitAsync(one);
        var second = words.TriggerAndWaitAsync(two);
        return (await first).Output + (await second).Output; // review: two runs that failed have no words
    }

    public async Task<int> CountAllAsync(IEnumerable<Meeting> meetings)
    {
        var results = await Task.WhenAll(meetings.Select(meeting => words.TriggerAndWaitAsync(meeting)));
        var total = 0;
        foreach (var result in results)
        {
            total += result.Output; // review: as above
        }

        return total + results[0].Output; // review: twice, and unchecked
    }

    public async Task<int> CountPairAsync(Meeting one, Meeting two)
    {
        TaskResult<int>[] both = await Task.WhenAll(words.TriggerAndWaitAsync(one), words.TriggerAndWaitAsync(two));
        return both is [{ Output: var first }, { Output: var second }] ? first + second : 0; // review: a pattern does not look at how they ended either
    }

    public async Task WarmUpAsync(IReadOnlyList<Meeting> meetings, CancellationToken cancellationToken)
    {
        List<Task> warming = [];
        foreach (var meeting in meetings)
        {
            warming.Add(words.TriggerAndWaitAsync(meeting, cancellationToken: cancellationToken)); // review: as Task, nobody can see how they end
        }

        await Task.WhenAll(warming);
        await words.TriggerAndWaitAsync(meetings[0], cancellationToken: cancellationToken).WaitAsync(TimeSpan.FromMinutes(1), cancellationToken); // review: a failed run is not noticed
        await foreach (var done in Task.WhenEach(meetings.Select(meeting => words.TriggerAndWaitAsync(meeting))))
        {
            await done; // review: nor here
        }

        if (meetings.Count > 3)
            await words.BatchTriggerAndWaitAsync(meetings.Select(meeting => new BatchItem<Meeting>(meeting)), cancellationToken); // review: nor here
    }

    public string Text(string runId)
    {
        var parts = notes.SubscribeAsync(runId);
        var text = new StringBuilder();
        foreach (var part in parts.ToBlockingEnumerable()) // review: blocks a thread until the run has ended
        {
            text.Append(part switch
            {
                Part.Words(var word) => word,
                Part.Actions(var action) => $"\n- {action}",
                Part.Speakers => "",
                Part.Run => "",
                Part.Unknown or null => "",
                { Attempt: > 0 } => "?",
                _ => "",
            });
        }

        return text.ToString();
    }
}
