using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel;

namespace Baldwin.Museum;

public sealed record Exhibit(string Title, string Description, string Language = "en");

[Streams]
public sealed partial record AudioGuideStreams(TaskStream<string> Text, TaskStream<string> Title);

[Task("write-audio-guide")]
public sealed partial class WriteAudioGuide(IChatClient model, [FromKeyedServices("cheap")] IChatClient titles)
{
    public async Task<string> RunAsync(Exhibit exhibit, AudioGuideStreams streams, CancellationToken cancellationToken)
    {
        var guide = model.StreamText(
            $"Write an audio guide in {exhibit.Language} on '{exhibit.Title}': {exhibit.Description}",
            new StreamTextOptions { Chat = new ChatOptions { Temperature = 0.4f, MaxOutputTokens = 800 } },
            cancellationToken);
        var title = titles.StreamText($"A title of five words for: {exhibit.Description}", cancellationToken: cancellationToken);

        var text = streams.Text.Pipe(guide.TextStream);
        var shown = streams.Title.Pipe(title.TextStream);
        await Task.WhenAll(text.Completion, shown.Completion);
        return $"{await title.Text}\n\n{await guide.Text}";
    }
}

public sealed class AudioGuide(WriteAudioGuide.TaskClient guides)
{
    private static readonly char[] SentenceEnds = ['.', '!', '?'];

    /// <summary>Sentences, for a voice that can begin before the text is complete.</summary>
    public async IAsyncEnumerable<string> SentencesAsync(
        string runId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var rest = "";
        await foreach (var piece in guides.ReadTextAsync(runId, cancellationToken))
        {
            rest += piece;
            for (var end = rest.IndexOfAny(SentenceEnds); end >= 0; end = rest.IndexOfAny(SentenceEnds))
            {
                yield return rest[..(end + 1)].Trim();
                rest = rest[(end + 1)..];
            }
        }

        if (!string.IsNullOrWhiteSpace(rest))
        {
            yield return rest.Trim();
        }
    }

    public async Task<string> TitleAsync(string runId, CancellationToken cancellationToken) =>
        string.Concat(await guides.ReadTitleAsync(runId, cancellationToken).ToListAsync(cancellationToken));
}
