using System.Text;
using Microsoft.Extensions.AI;
using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks.Agents;

/// <summary>What an agent streams.</summary>
[Streams]
public sealed partial record AgentStreams(TaskStream<ITextStreamPart<AgentTools>> Model);

/// <summary>Has a model write with tools, over several steps, streams all of it, and returns the text.</summary>
[Task(Id)]
public sealed partial class Agenting(IChatClient model, AgentTools tools, AgentScope scope, Witnesses witnesses)
{
    public const string Id = "agenting";

    public async Task<string> RunAsync(AgentBrief brief, AgentStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        using var witness = scope.Witness = witnesses.Of(context);
        var result = model.StreamText(brief.ToPrompt(), tools, new() { MaxSteps = AgentPlan.MaxSteps, IsDurable = brief.IsDurable });

        var text = new StringBuilder();
        await foreach (var part in streams.Model.Pipe(result.FullStream).WithCancellation(cancellationToken))
        {
            if (part is TextDelta { Text: var delta })
            {
                text.Append(delta);
            }
        }

        return text.ToString();
    }
}

/// <summary>What the model and the tools of one execution share.</summary>
public sealed class AgentScope
{
    private Witness? witness;

    /// <summary>The execution's witness, from when its task has begun.</summary>
    public Witness Witness
    {
        get => witness ?? throw new InvalidOperationException("The agent's task has not begun.");
        set => witness = value;
    }
}
