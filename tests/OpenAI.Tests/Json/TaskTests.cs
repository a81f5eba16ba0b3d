using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Runnel.OpenAI.Tests.Harness;
using Runnel.Testing;
using Part = Runnel.OpenAI.Tests.Json.Complete.StreamPart;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Tests.Json;

public sealed class TaskTests
{
    [Fact]
    public async Task ATask_StreamsACompletionsChunks_AndASubscriberJoinsTheirText()
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            Chunk.Role, Chunk.Text("Take a "), Chunk.Text("coat, 世界."), Chunk.Call(0, "call_1", "getWeather", """{"location":"Oslo"}"""),
            Chunk.Finish("tool_calls"), Chunk.Usage));
        await using var host = await StartAsync(server, runnel => runnel.AddOpenAIJson().AddTasks());

        var run = await host.Client<Complete.TaskClient>().TriggerAsync(new Question("Coat in Oslo?"));
        var text = new StringBuilder();
        var chunks = new List<Sdk.StreamingChatCompletionUpdate>();
        await foreach (var part in run.SubscribeAsync().WithPatience())
        {
            if (part is Part.Chunks(var chunk))
            {
                chunks.Add(chunk);
                text.Append(string.Concat(chunk.ContentUpdate.Select(content => content.Text)));
            }
        }

        Assert.Equal("Take a coat, 世界.", text.ToString());
        Assert.Equal("Take a coat, 世界.", (await run.WaitAsync()).GetOutputOrThrow());
        Assert.Equal(6, chunks.Count);
        var call = Assert.Single(chunks[3].ToolCallUpdates);
        Assert.Equal(("call_1", "getWeather", """{"location":"Oslo"}"""), (call.ToolCallId, call.FunctionName, call.FunctionArgumentsUpdate.ToString()));
        Assert.Equal(Sdk.ChatFinishReason.ToolCalls, chunks[4].FinishReason);
        Assert.Equal(18, chunks[5].Usage.TotalTokenCount);
    }

    [Fact]
    public async Task WithoutItsJson_TheStreamCannotBeRead()
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Text("Hi"), Chunk.Finish("stop")));
        await using var host = await StartAsync(server, runnel => runnel.AddTasks());

        var run = await host.Client<Complete.TaskClient>().TriggerAsync(new Question("Hi"));

        await Assert.ThrowsAsync<ChunkException>(async () =>
        {
            await foreach (var part in run.SubscribeAsync().WithPatience())
            {
                Assert.False(part is Part.Chunks);
            }
        });
    }

    private static Task<RunnelTestHost> StartAsync(LocalServer server, Action<RunnelBuilder> configure) =>
        RunnelTestHost.StartAsync(configure, services => services.AddSingleton(Model.Client(server)));
}
