using System.Text;
using Microsoft.Extensions.AI;
using Runnel;
using Part = Notes.Clipper.ClipPage.StreamPart;

namespace Notes.Clipper;

public sealed record Page(Uri Address, string Question);

public sealed record Clipping(string Answer, int Characters);

[Streams]
public sealed partial record ClipStreams([Stream("html")] TaskStream<string> Source, TaskStream<ChatResponseUpdate> Answer, TaskStream<string> Robots);

[Task("clip-page", MaxDurationSeconds = 180)]
public sealed partial class ClipPage(HttpClient http, IChatClient model)
{
    public async Task<Clipping> RunAsync(Page page, ClipStreams streams, CancellationToken cancellationToken)
    {
        // For the subscribers only; what has not arrived when the task returns is drained.
        var robots = new Uri(page.Address, "/robots.txt");
        streams.Robots.PipeText(await http.GetStreamAsync(robots, cancellationToken));

        var html = new StringBuilder();
        await foreach (var text in streams.Source.PipeText(await http.GetStreamAsync(page.Address, cancellationToken)).WithCancellation(cancellationToken))
        {
            html.Append(text);
        }

        var answer = new StringBuilder();
        var updates = model.GetStreamingResponseAsync($"{page.Question}\n\n{html}", cancellationToken: cancellationToken);
        await foreach (var update in streams.Answer.Pipe(updates).WithCancellation(cancellationToken))
        {
            answer.Append(update.Text);
        }

        return new Clipping(answer.ToString(), html.Length);
    }
}

public sealed class ClipCommand(ClipPage.TaskClient clips, TextWriter output)
{
    public async Task<Clipping?> RunAsync(Uri address, string question, CancellationToken cancellationToken)
    {
        Clipping? clipping = null;
        var received = 0;
        await foreach (var part in clips.TriggerAndSubscribeAsync(new Page(address, question), cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Part.Source(var html):
                    received += html.Length;
                    break;
                case Part.Robots(var rules) when rules.Contains("Disallow: /\n", StringComparison.Ordinal):
                    await output.WriteLineAsync("This page does not want to be read by machines.");
                    break;
                case Part.Robots:
                    break;
                case Part.Answer({ Text: { Length: > 0 } text }):
                    await output.WriteAsync(text);
                    break;
                case Part.StreamEnded { Key: "html", Reason: StreamEndReason.Superseded }:
                    received = 0;
                    break;
                case Part.StreamEnded { Key: "html", Reason: StreamEndReason.Completed }:
                    await output.WriteLineAsync($"{received} characters read");
                    break;
                case Part.StreamEnded { Error: { } error } ended:
                    await output.WriteLineAsync($"{ended.Key}: {error.Message}");
                    break;
                case Part.Run({ Status: RunStatus.Completed } run):
                    clipping = run.Output;
                    break;
            }
        }

        return clipping;
    }
}
