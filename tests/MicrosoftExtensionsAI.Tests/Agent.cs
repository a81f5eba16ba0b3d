using Microsoft.Extensions.AI;

namespace Runnel.MicrosoftExtensionsAI.Tests;

/// <summary>What a test does with a chat client and tools, within a run or not.</summary>
public delegate Task<string> AgentWork(IChatClient chat, WeatherTools tools, CancellationToken cancellationToken);

public sealed class AgentPlan
{
    public AgentWork Work { get; set; } = AskAsync;

    /// <summary>How many attempts fail when their work is done.</summary>
    public int Failures { get; set; }

    public static async Task<string> AskAsync(IChatClient chat, WeatherTools tools, CancellationToken cancellationToken) =>
        (await chat.GetResponseAsync("?", new ChatOptions { Tools = [.. tools.Functions] }, cancellationToken)).Text;
}

/// <summary>A task that works with tools.</summary>
[Task("agent", MaxAttempts = 3, RetryMinDelaySeconds = 1)]
public sealed partial class Agent(AgentPlan plan, IChatClient chat, WeatherTools tools)
{
    public async Task<string> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var answer = await plan.Work(chat, tools, cancellationToken);
        return context.Attempt > plan.Failures ? answer : throw new InvalidOperationException("The attempt fails after its tools have run.");
    }
}

[Streams]
public sealed partial record AgentStreams(TaskStream<ChatResponseUpdate> Chat);

/// <summary>A task that shows what its model and tools say as they say it.</summary>
[Task("streaming-agent", MaxAttempts = 1)]
public sealed partial class StreamingAgent(IChatClient chat, WeatherTools tools)
{
    public async Task<string> RunAsync(AgentStreams streams, CancellationToken cancellationToken)
    {
        var updates = streams.Chat.Pipe(chat.GetStreamingResponseAsync("?", new ChatOptions { Tools = [.. tools.Functions] }, cancellationToken));
        return (await updates.ToChatResponseAsync(cancellationToken)).Text;
    }
}
