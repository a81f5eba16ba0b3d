using Microsoft.Extensions.AI;
using Runnel.Ai;

namespace Runnel;

/// <summary>
/// What a model writes. It is read once: one enumeration of <see cref="FullStream"/> or <see cref="TextStream"/>, or none, where awaiting what it comes to reads it.
/// A slow reader holds the model back; nothing is kept but the text and the conversation.
/// </summary>
/// <typeparam name="TTools">The set of tools; <see cref="IToolSet"/> without one.</typeparam>
public sealed class StreamTextResult<TTools>
    where TTools : class, IToolSet
{
    private readonly TextRun<TTools> run;

    internal StreamTextResult(TextRun<TTools> run) => this.run = run;

    /// <summary>Everything that happens, part by part: text, reasoning, calls and their results, steps.</summary>
    /// <exception cref="InvalidOperationException">It is enumerated a second time.</exception>
    public IAsyncEnumerable<ITextStreamPart<TTools>> FullStream => run.Parts;

    /// <summary>The text of all steps as it comes. A model's error is thrown.</summary>
    /// <exception cref="InvalidOperationException">It is enumerated a second time.</exception>
    public IAsyncEnumerable<string> TextStream => run.Texts;

    /// <summary>The text of the last step, when all is over.</summary>
    public StreamTextOutcome<string> Text => Outcome(steps => steps[^1].Text);

    /// <summary>All steps, when all is over.</summary>
    public StreamTextOutcome<IReadOnlyList<TextStep>> Steps => Outcome(steps => steps);

    /// <summary>What all steps used together, when all is over.</summary>
    public StreamTextOutcome<UsageDetails> Usage => Outcome(TextRun<TTools>.UsageOf);

    /// <summary>Why the model stopped in the last step, when all is over.</summary>
    public StreamTextOutcome<ChatFinishReason> FinishReason => Outcome(steps => steps[^1].FinishReason);

    private StreamTextOutcome<T> Outcome<T>(Func<IReadOnlyList<TextStep>, T> select) => new(async () => select(await run.EndAsync().ConfigureAwait(false)));
}
