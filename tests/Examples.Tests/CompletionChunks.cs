using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenAI.Chat;
using Runnel;
using Runnel.OpenAI.Tests.Harness;
using Runnel.Testing;
using Part = Examples.CompletionChunks.Complete.StreamPart;

namespace Examples.CompletionChunks;

/// <summary>What the task is triggered with.</summary>
public sealed record Prompt(string Text);

/// <summary>What it returns.</summary>
public sealed record Answer(string Text);

/// <summary>What it streams: the chunks of a completion, as the OpenAI package gives them.</summary>
[Streams]
public sealed partial record CompletionStreams([Stream("openai")] TaskStream<StreamingChatCompletionUpdate> OpenAI);

/// <summary>Streams a completion's chunks, and joins their text.</summary>
[Task("complete")]
public sealed partial class Complete(ChatClient openai)
{
    public async Task<Answer> RunAsync(Prompt prompt, CompletionStreams streams, CancellationToken cancellationToken)
    {
        var completion = openai.CompleteChatStreamingAsync([new UserChatMessage(prompt.Text)], cancellationToken: cancellationToken);

        // The chunks go to whoever subscribes, as they come, and are read here as well.
        var text = new StringBuilder();
        await foreach (var chunk in streams.OpenAI.Pipe(completion).WithCancellation(cancellationToken))
        {
            foreach (var content in chunk.ContentUpdate)
            {
                text.Append(content.Text);
            }
        }

        return new Answer(text.ToString());
    }
}

/// <summary>A task that streams an OpenAI completion's chunks and joins their text.</summary>
public sealed class CompletionChunksExample
{
    [Fact(Timeout = 60_000)]
    public async Task Chunks_AreStreamed_AndTheirTextIsTheAnswer()
    {
        await using var openai = LocalServer.Start(Chunk.Answer(
            Chunk.Role, Chunk.Text("A runnel is "), Chunk.Text("a small stream"), Chunk.Text(": 小川."), Chunk.Finish("stop"), Chunk.Usage));

        // AddOpenAIJson() lets a stream be of the package's own chunk type.
        await using var host = await RunnelTestHost.StartAsync(
            runnel => runnel.AddOpenAIJson().AddTasks(),
            services => services.AddSingleton(Model.Client(openai)));

        var run = await host.Client<Complete.TaskClient>().TriggerAsync(new Prompt("What is a runnel?"));
        var texts = new List<string>();
        var tokens = 0;
        ChatFinishReason? reason = null;
        StreamEndReason? end = null;
        await foreach (var part in run.SubscribeAsync())
        {
            switch (part)
            {
                case Part.OpenAI({ ContentUpdate: [{ Text: { Length: > 0 } text }] }): texts.Add(text); break;
                case Part.OpenAI({ FinishReason: { } finished }): reason = finished; break;
                case Part.OpenAI({ Usage: { } usage }): tokens = usage.TotalTokenCount; break;
                case Part.StreamEnded(_, var how, _): end = how; break;
            }
        }

        Assert.Equal(["A runnel is ", "a small stream", ": 小川."], texts);
        Assert.Equal((ChatFinishReason.Stop, 18, StreamEndReason.Completed), (reason, tokens, end));
        Assert.Equal(new Answer("A runnel is a small stream: 小川."), (await run.WaitAsync()).GetOutputOrThrow());
        Assert.Equal("What is a runnel?", openai.Request.Body.GetProperty("messages")[0].GetProperty("content").GetString());
    }
}
