using Microsoft.Extensions.AI;
using Runnel;

namespace Munson.Research;

public sealed record ResearchQuestion(string Text);

public sealed record ResearchAnswer(string Text, long? Tokens);

[Streams]
public sealed partial record ResearchStreams(TaskStream<ITextStreamPart<ResearchTools>> Model);

[Task("research", MaxAttempts = 2, MaxDurationSeconds = 600)]
public sealed partial class Research(IChatClient model, ResearchTools tools)
{
    public async Task<ResearchAnswer> RunAsync(ResearchQuestion question, ResearchStreams streams, CancellationToken cancellationToken)
    {
        var options = new StreamTextOptions { MaxSteps = 12, System = "Answer with sources. Search before you answer.", MaxParallelCalls = 4 };
        var result = model.StreamText(question.Text, tools, options, cancellationToken);
        await streams.Model.Pipe(result.FullStream).Completion;

        var usage = await result.Usage;
        return new ResearchAnswer(await result.Text, usage.TotalTokenCount);
    }
}
