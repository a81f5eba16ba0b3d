using System.Text;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Tests.Json;

public sealed record Question(string Text);

[Streams]
public sealed partial record CompletionStreams(TaskStream<Sdk.StreamingChatCompletionUpdate> Chunks);

/// <summary>Streams a completion's chunks as the OpenAI package gives them, and joins their text.</summary>
[Task("complete", MaxAttempts = 1)]
public sealed partial class Complete(Sdk.ChatClient client)
{
    public async Task<string> RunAsync(Question question, CompletionStreams streams, CancellationToken cancellationToken)
    {
        var chunks = client.CompleteChatStreamingAsync([new Sdk.UserChatMessage(question.Text)], cancellationToken: cancellationToken);
        var text = new StringBuilder();
        await foreach (var chunk in streams.Chunks.Pipe(chunks).WithCancellation(cancellationToken))
        {
            foreach (var part in chunk.ContentUpdate)
            {
                text.Append(part.Text);
            }
        }

        return text.ToString();
    }
}
