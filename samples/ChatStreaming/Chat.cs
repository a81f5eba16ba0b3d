using System.Text;
using Microsoft.Extensions.AI;
using Runnel;

namespace ChatStreaming;

/// <summary>What the task is triggered with.</summary>
/// <param name="Text">What to ask the model.</param>
/// <param name="Source">A page to fetch meanwhile.</param>
public sealed record Prompt(string Text, Uri Source);

/// <summary>What the task returns: what the model said last.</summary>
public sealed record Answer(string Text);

/// <summary>What the task streams while it runs.</summary>
[Streams]
public sealed partial record ChatStreams(
    [Stream("openai")] TaskStream<ITextStreamPart<WeatherTools>> OpenAI,
    TaskStream<string> Fetch);

/// <summary>Has a model answer with the help of tools, and lets subscribers watch it and a page come in.</summary>
/// <remarks>
/// Up to three attempts may fail, with 2 s and 4 s or a little more between them. They are the only ones: the models' clients do not retry by
/// themselves, since these attempts are durable and hold no place in the queue while they wait.
/// </remarks>
[Task("chat", MaxAttempts = 3, RetryMinDelaySeconds = 2, RetryFactor = 2, RetryMaxDelaySeconds = 30, Queue = "llm", MaxDurationSeconds = 300)]
public sealed partial class Chat(IChatClient model, WeatherTools tools, HttpClient http)
{
    public async Task<Answer> RunAsync(Prompt prompt, ChatStreams streams, CancellationToken cancellationToken)
    {
        // Not read here: the page goes to the subscribers as it arrives.
        var fetched = streams.Fetch.PipeText(await http.GetStreamAsync(prompt.Source, cancellationToken));

        // Read here as well: a part comes out of the pipe when it is in the run's log, where the subscribers see it too.
        var result = model.StreamText(prompt.Text, tools, new() { MaxSteps = 5 });
        var text = new StringBuilder();
        await foreach (var part in streams.OpenAI.Pipe(result.FullStream).WithCancellation(cancellationToken))
        {
            switch (part)
            {
                case StepStart: text.Clear(); break;        // what it said before it called its tools is not yet the answer
                case TextDelta { Text: var delta }: text.Append(delta); break;
            }
        }

        await fetched.Completion;
        return new Answer(text.ToString());
    }
}
