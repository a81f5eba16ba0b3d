using System.Text;
using Microsoft.Extensions.AI;
using Runnel;

namespace ChatStreaming;

/// <summary>What the task is triggered with.</summary>
/// <param name="Text">What to ask the model.</param>
/// <param name="Source">A page to fetch meanwhile.</param>
public sealed record Prompt(string Text, Uri Source);

/// <summary>What the task returns.</summary>
public sealed record Answer(string Text);

/// <summary>What the task streams while it runs.</summary>
[Streams]
public sealed partial record ChatStreams(TaskStream<ChatResponseUpdate> Model, TaskStream<string> Fetch);

/// <summary>Asks a model, and lets subscribers watch both its answer and a page come in.</summary>
[Task("chat")]
public sealed partial class Chat(IChatClient model, HttpClient http)
{
    public async Task<Answer> RunAsync(Prompt prompt, ChatStreams streams, CancellationToken cancellationToken)
    {
        // Not read here: the page goes to the subscribers as it arrives, and what is left when the task returns is drained.
        streams.Fetch.PipeText(await http.GetStreamAsync(prompt.Source, cancellationToken));

        // Read here as well: an update comes out of the pipe when it is in the run's log, where the subscribers see it too.
        var updates = streams.Model.Pipe(model.GetStreamingResponseAsync(prompt.Text, cancellationToken: cancellationToken));
        var answer = new StringBuilder();
        await foreach (var update in updates.WithCancellation(cancellationToken))
        {
            answer.Append(update.Text);
        }

        return new Answer(answer.ToString());
    }
}
