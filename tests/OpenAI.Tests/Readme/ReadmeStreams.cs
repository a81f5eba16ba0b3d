using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenAI.Chat;

namespace Runnel.OpenAI.Tests.Readme;

/// <summary>The host that the README builds.</summary>
internal static class ReadmeHost
{
    public static void Configure(IHostApplicationBuilder builder)
    {
        builder.Services.AddRunnel(runnel => runnel.AddOpenAIJson().AddTasks());
    }
}

[Streams]
public sealed partial record Completions(TaskStream<StreamingChatCompletionUpdate> Chunks);

[Task("readme")]
public sealed partial class CompleteOfReadme(ChatClient client)
{
    public async Task RunAsync(string question, Completions streams) =>
        await streams.Chunks.Pipe(client.CompleteChatStreamingAsync(new UserChatMessage(question))).Completion;
}
