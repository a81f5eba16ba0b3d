using System.Text;
using Runnel;

namespace ConsoleApp;

public sealed record Prompt(string Text, Uri Source);

public sealed record Answer(string Text);

public sealed record Token(string Text, int Index);

[Streams]
public sealed partial record ChatStreams(
    [Stream("model")] TaskStream<Token> Tokens,
    TaskStream<string> Fetch);

/// <summary>Answers word by word; its page goes to subscribers and is not read here.</summary>
[Task("chat", MaxAttempts = 2)]
public sealed partial class Chat(IModel model)
{
    public async Task<Answer> RunAsync(Prompt prompt, ChatStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        var page = new MemoryStream(Encoding.UTF8.GetBytes($"<html>{prompt.Source} für {context.Attempt}</html>"));
        await streams.Fetch.PipeText(page).Completion;

        var text = new StringBuilder();
        var tokens = streams.Tokens.Pipe(model.AnswerAsync(prompt.Text, cancellationToken));
        await foreach (var token in tokens.WithCancellation(cancellationToken))
        {
            text.Append(token.Text);
        }

        return new Answer(text.ToString());
    }
}

/// <summary>A task whose parameters become a generated payload.</summary>
[Task("forecast")]
public sealed partial class Forecast
{
    public string Run(string location, int days = 3) => $"{location}: {days} days of rain";
}
