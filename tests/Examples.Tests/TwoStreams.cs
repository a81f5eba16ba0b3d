using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenAI.Chat;
using Runnel;
using Runnel.OpenAI.Tests.Harness;
using Runnel.Testing;
using Part = Examples.TwoStreams.Gather.StreamPart;

namespace Examples.TwoStreams;

public sealed record Prompt(string Text, Uri Page);

[Streams]
public sealed partial record GatherStreams([Stream("openai")] TaskStream<StreamingChatCompletionUpdate> OpenAI, TaskStream<string> Fetch);

/// <summary>Sends two streams on their way and returns. It reads neither.</summary>
[Task("gather")]
public sealed partial class Gather(ChatClient openai, HttpClient http)
{
    public async Task<string> RunAsync(Prompt prompt, GatherStreams streams, CancellationToken cancellationToken)
    {
        streams.OpenAI.Pipe(openai.CompleteChatStreamingAsync(new UserChatMessage(prompt.Text)));

        // The body of a response, decoded as it arrives: a character may come in several pieces.
        streams.Fetch.PipeText(await http.GetStreamAsync(prompt.Page, cancellationToken));

        return "Both are on their way.";
    }
}

/// <summary>Two streams, one of them an HTTP body through a text decoder, neither read in the task.</summary>
public sealed class TwoStreamsExample
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes("<h1>小川</h1>");

    private readonly TaskCompletionSource returned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact(Timeout = 60_000)]
    public async Task BothStreams_AreWhole_ThoughTheTaskReturnedBeforeTheyEnded()
    {
        await using var server = LocalServer.Start(exchange =>
            exchange.Request.Line.StartsWith("GET /page ", StringComparison.Ordinal) ? SendPageAsync(exchange) : SendCompletionAsync(exchange));
        await using var host = await RunnelTestHost.StartAsync(
            runnel => runnel.AddOpenAIJson().AddTasks(),
            services => services.AddSingleton(Model.Client(server)).AddSingleton(new HttpClient()));

        var run = await host.Client<Gather.TaskClient>().TriggerAsync(new Prompt("What is 小川?", new Uri(server.Address, "page")));
        var (answer, page, ends) = (new StringBuilder(), new StringBuilder(), new List<string>());
        await foreach (var part in run.SubscribeAsync())
        {
            switch (part)
            {
                case Part.Run({ HasOutput: true, Status: RunStatus.Executing }):
                    // The task has returned; its run goes on until the streams are written. Only now the servers send the rest.
                    returned.TrySetResult();
                    break;
                case Part.OpenAI({ ContentUpdate: [{ Text: var text }] }):
                    answer.Append(text);
                    break;
                case Part.Fetch(var text):
                    page.Append(text);
                    break;
                case Part.StreamEnded { Key: var key, Reason: var reason }:
                    ends.Add($"{key} {reason}");
                    break;
            }
        }

        Assert.Equal("A small stream.", answer.ToString());
        Assert.Equal("<h1>小川</h1>", page.ToString());
        Assert.Equal(["fetch Completed", "openai Completed"], ends.Order(StringComparer.Ordinal));
        var result = await run.WaitAsync();
        Assert.Equal("Both are on their way.", result.GetOutputOrThrow());
    }

    private async Task SendCompletionAsync(Exchange exchange)
    {
        await exchange.BeginStreamAsync();
        await exchange.SendAsync(Chunk.Text("A small "));
        await returned.Task;
        await exchange.SendAsync(Chunk.Text("stream.") + Chunk.Finish("stop") + Chunk.Done);
        await exchange.EndAsync();
    }

    private async Task SendPageAsync(Exchange exchange)
    {
        await exchange.BeginStreamAsync();
        await exchange.SendAsync(Page.AsMemory(0, 5));          // ends in the middle of 小
        await returned.Task;
        await exchange.SendAsync(Page.AsMemory(5));
        await exchange.EndAsync();
    }
}
