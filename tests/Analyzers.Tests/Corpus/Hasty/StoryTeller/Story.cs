using Microsoft.Extensions.AI;
using Runnel;

namespace Hasty.Stories;

public sealed record StoryIdea(string Hero, string Place);

[Streams]
public sealed partial record StoryStreams(TaskStream<string> Words, TaskStream<ITextStreamPart<IToolSet>> Parts);

[Task("tell-story")]
public sealed partial class TellStory(IChatClient model)
{
    public async Task<string> RunAsync(StoryIdea idea, StoryStreams streams, CancellationToken cancellationToken)
    {
        var story = model.StreamText($"A story of {idea.Hero} in {idea.Place}", cancellationToken: cancellationToken);
        streams.Parts.Pipe(story.FullStream);
        await foreach (var word in streams.Words.Pipe(story.TextStream)) // review: the model's answer can be read once: FullStream has it already, and this throws
        {
            Console.Write(word);
        }

        await streams.Words.WriteAsync("The end.", cancellationToken); // review: the stream ended with what was piped into it; nothing can be written any more
        return await story.Text;
    }
}

public sealed class StoryPage(TellStory.TaskClient stories)
{
    public async Task<string> ReadAsync(StoryIdea idea)
    {
        var run = await stories.TriggerAsync(idea);
        var text = "";
        await foreach (var part in run.SubscribeAsync()) // review: after a retry the words of both attempts are there; begin anew at StreamEnded with Superseded
        {
            text += part switch
            {
                TellStory.StreamPart.Words(var word) => word,
                TellStory.StreamPart.Parts(TextDelta(var delta)) => delta, // review: the same words a second time
                _ => "",
            };
        }

        return text;
    }
}
