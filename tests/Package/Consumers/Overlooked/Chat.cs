using Runnel;

namespace Overlooked;

public sealed record Prompt(string Text);

[Streams]
public sealed partial record ChatStreams(TaskStream<string> Words, TaskStream<string> Pages);

[Task("chat")]
public sealed partial class Chat
{
    public async Task<int> RunAsync(Prompt prompt, ChatStreams streams, CancellationToken cancellationToken)
    {
        await streams.Pages.WriteAsync("<html>", cancellationToken);
        await streams.Words.WriteAsync(prompt.Text, cancellationToken);
        return prompt.Text.Length;
    }
}
