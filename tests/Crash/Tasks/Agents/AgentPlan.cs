using System.Globalization;

namespace Runnel.Crash.Tasks.Agents;

/// <summary>
/// What the model of one agent says and calls, by the prompt and by what its calls have given: the same however often it is asked, but for the ids and the order
/// of the calls, and where in the text they stand.
/// </summary>
internal sealed class AgentPlan
{
    /// <summary>How often the model may be asked; no plan needs more.</summary>
    public const int MaxSteps = 5;

    /// <summary>Few, so that a model makes the same call more than once, in a step and in several.</summary>
    private const int Arguments = 4;

    private static readonly string[] Words = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath"];

    private AgentPlan(string prompt, IReadOnlyList<IReadOnlyList<AgentCall>> calls) => (Prompt, Calls) = (prompt, calls);

    public string Prompt { get; }

    /// <summary>The calls of each step; the last step has none.</summary>
    public IReadOnlyList<IReadOnlyList<AgentCall>> Calls { get; }

    /// <summary>All that the model says, from the first step to the last, when every call has given what it should.</summary>
    public string Text => string.Concat(Enumerable.Range(0, Calls.Count).Select(step => TextOf(step, Calls.Take(step).SelectMany(calls => calls).Select(call => call.Result))));

    public static AgentPlan Of(string prompt)
    {
        var random = new Random(HashOf(prompt));
        var calls = Enumerable.Range(0, random.Next(2, MaxSteps)).Select(IReadOnlyList<AgentCall> (_) => [
            new AgentCall(AgentCall.Search, random.Next(Arguments)),
            new AgentCall(AgentCall.Reckon, random.Next(Arguments)),
            .. Enumerable.Range(0, random.Next(3)).Select(_ => new AgentCall(random.Next(2) == 0 ? AgentCall.Search : AgentCall.Reckon, random.Next(Arguments))),
        ]);
        return new AgentPlan(prompt, [.. calls, []]);
    }

    /// <summary>What the model says in a step, when calls have given so much.</summary>
    /// <param name="step">Which, from 0.</param>
    /// <param name="results">What all calls before it gave, in any order.</param>
    public string TextOf(int step, IEnumerable<string> results)
    {
        var known = string.Join(", ", results.Order(StringComparer.Ordinal));
        var random = new Random(HashOf($"{Prompt}/{step}/{known}"));
        var words = string.Join(' ', Enumerable.Range(0, random.Next(10, 40)).Select(_ => Words[random.Next(Words.Length)]));
        return string.Create(CultureInfo.InvariantCulture, $"{step}: knowing {known}: {words}. ");
    }

    public int CountOf(AgentCall call) => Calls.Sum(step => step.Count(one => one == call));

    // string.GetHashCode differs from process to process.
    private static int HashOf(string text) => text.Aggregate(17, (hash, character) => unchecked((hash * 31) + character));
}

/// <summary>A call of a tool.</summary>
/// <param name="Tool">Its name.</param>
/// <param name="Argument">The only argument.</param>
internal sealed record AgentCall(string Tool, int Argument)
{
    /// <summary>The tool whose calls are runs.</summary>
    public const string Search = "search";

    /// <summary>The tool that runs in the agent's process.</summary>
    public const string Reckon = "reckon";

    /// <summary>What a model makes of a call that failed.</summary>
    public const string Failure = "failure";

    private const int Failing = 3;

    /// <summary>Whether the tool throws, each time.</summary>
    public bool Fails => Argument == Failing;

    /// <summary>What the model is to be told.</summary>
    public string Result => Fails ? Failure : Tool == Search ? Find(Argument) : Square(Argument).ToString(CultureInfo.InvariantCulture);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tool}({Argument})");

    // Some characters that JSON may write in more than one way.
    public static string Find(int topic) => string.Create(CultureInfo.InvariantCulture, $"<{topic}° “found”>");

    public static int Square(int term) => term * term;
}
