using Microsoft.Extensions.AI;
using Runnel;
using Part = Hasty.Recipes.AskBot.StreamPart;

namespace Hasty.Recipes;

public interface IPantry
{
    Task<string[]> LookAsync(string shelf, CancellationToken cancellationToken);
}

[ToolTask("look-in-pantry", Name = "lookInPantry", Description = "look in the pantry")]
public sealed partial class LookInPantry(IPantry pantry)
{
    public Task<string[]> RunAsync(string shelf, CancellationToken cancellationToken) => pantry.LookAsync(shelf, cancellationToken); // review: no [Description] on shelf: how should a model know which there are?
}

[Tools(typeof(LookInPantry))]
public sealed partial class BotTools
{
    [Tool("scale")]
    public double Scale(double amount, int from, int to) => amount * to / from; // review: no Description, and a division by zero when the model says from: 0
}

[Streams]
public sealed partial record BotStreams(TaskStream<ITextStreamPart<BotTools>> Bot);

[Task("ask-bot")]
public sealed partial class AskBot(IChatClient model, BotTools tools)
{
    public async Task<string> RunAsync(string question, BotStreams streams, CancellationToken cancellationToken)
    {
        var result = model.StreamText(question, tools, cancellationToken: cancellationToken); // review: MaxSteps is 1, so the model never sees what its tools gave
        await streams.Bot.Pipe(result.FullStream).Completion;
        return await result.Text;
    }
}

public sealed class BotWindow(AskBot.TaskClient bot)
{
    private readonly HashSet<string> spinners = [];

    public string Text { get; private set; } = "";

    public bool IsSpinning => spinners.Count > 0;

    public async Task AskAsync(string question)
    {
        await foreach (var part in bot.TriggerAndSubscribeAsync(question))
        {
            switch (part) // review: LookInPantry.ToolError is not handled: the spinner of a failed call never stops
            {
                case Part.Bot(TextDelta(var text)):
                    Text += text;
                    break;
                case Part.Bot(LookInPantry.ToolCall call):
                    spinners.Add(call.ToolCallId);
                    break;
                case Part.Bot(LookInPantry.ToolResult done):
                    spinners.Remove(done.ToolCallId);
                    break;
                case Part.Run({ Status: RunStatus.Failed, Error: var error }):
                    Text += error?.Message;
                    break;
            }
        }
    }
}
