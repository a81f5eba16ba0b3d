using Microsoft.Extensions.AI;

namespace Runnel;

/// <summary>How a model is asked, and how long it may go on.</summary>
public sealed record StreamTextOptions
{
    /// <summary>How often the model is asked at most: once, and again after each step in which it called tools. At least 1. Default 1.</summary>
    public int MaxSteps { get; init; } = 1;

    /// <summary>Ends it after a step, told all steps so far. Default never.</summary>
    public Func<IReadOnlyList<TextStep>, bool>? StopWhen { get; init; }

    /// <summary>What the model is told first. Default nothing.</summary>
    public string? System { get; init; }

    /// <summary>Which model; default the client's.</summary>
    public string? ModelId { get; init; }

    /// <summary>Other options of the model: temperature, format, tool choice. Its tools come after those of the set.</summary>
    public ChatOptions? Chat { get; init; }

    /// <summary>
    /// Functions that take the place of the set's of the same name: with other trigger options (<c>tools.GetWeather.With(…)</c>), or wrapped. The parts stay typed.
    /// </summary>
    public IReadOnlyList<AIFunction> Replacing { get; init; } = [];

    /// <summary>Tools beside the set's, known only at run time, such as those of an MCP server; their calls are dynamic parts.</summary>
    public IReadOnlyList<AITool> AdditionalTools { get; init; } = [];

    /// <summary>How many calls of tools may be under way at once. At least 1. Default any number.</summary>
    public int? MaxParallelCalls { get; init; }

    /// <summary>Called after each step, before the next one begins. What it throws ends all.</summary>
    public Func<TextStep, CancellationToken, ValueTask>? OnStep { get; init; }

    /// <summary>
    /// Mends a call that is not valid: gives the call to make in its place, or null where it cannot be mended and the model is told. Default no mending.
    /// </summary>
    public Func<InvalidToolCall, CancellationToken, ValueTask<FunctionCallContent?>>? RepairCall { get; init; }

    /// <summary>
    /// Whether a later execution of the run goes on where this one ended, in the code of a task: what the model has answered and what tools have given is kept in
    /// the run's log, and neither is paid again. A model, prompt, set of tools or option that changes has the model asked anew, with a warning on the run. Default
    /// true; say false where a task that fails is to ask anew, such as one that refuses what the model wrote.
    /// </summary>
    public bool IsDurable { get; init; } = true;

    /// <summary>
    /// How long it waits, where it ends early, for calls of tools that have been told to stop. A tool that takes longer is left to itself. Not negative, and at most a day.
    /// Default 5 s.
    /// </summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);

    private static void Require(bool condition, string name, object? value, string rule = "must be at least 1")
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(name, value, $"StreamTextOptions.{name} {rule}.");
        }
    }

    internal void Validate()
    {
        Require(MaxSteps >= 1, nameof(MaxSteps), MaxSteps);
        Require(MaxParallelCalls is null or >= 1, nameof(MaxParallelCalls), MaxParallelCalls);
        Require(StopTimeout >= TimeSpan.Zero && StopTimeout <= TimeSpan.FromDays(1), nameof(StopTimeout), StopTimeout, "must be between zero and a day");
    }
}

/// <summary>A call of the model's that cannot be made.</summary>
/// <param name="Call">What the model asked for.</param>
/// <param name="Reason">What is wrong with it, as the model would be told.</param>
public sealed record InvalidToolCall(FunctionCallContent Call, string Reason);
