using Runnel;
using Part = ChatStreaming.Chat.StreamPart;

namespace ChatStreaming.Kill;

/// <summary>A step of the model's, as a subscription to the whole run shows it.</summary>
/// <param name="Attempt">The attempt that it belongs to.</param>
/// <param name="Tokens">What it says.</param>
/// <param name="IsFinished">Whether it was complete, with all its calls; one that is not was cut off.</param>
public sealed record ModelStep(int Attempt, IReadOnlyList<Token> Tokens, bool IsFinished)
{
    /// <summary>What it says, in one piece.</summary>
    public string Text => string.Concat(Tokens.Select(token => token.Text));

    /// <summary>The steps of all attempts.</summary>
    public static IReadOnlyList<ModelStep> In(IEnumerable<Part> parts)
    {
        var steps = new List<ModelStep>();
        foreach (var part in parts)
        {
            if (part is Part.OpenAI(StepStart))
            {
                steps.Add(new ModelStep(part.Attempt, [], IsFinished: false));
            }
            else if (part is Part.OpenAI(StepFinish))
            {
                steps[^1] = steps[^1] with { IsFinished = true };
            }
            else if (Token.Of(part) is { } token)
            {
                steps[^1] = steps[^1] with { Tokens = [.. steps[^1].Tokens, token] };
            }
        }

        return steps;
    }
}
