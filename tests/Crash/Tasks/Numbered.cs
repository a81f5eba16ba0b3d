namespace Runnel.Crash.Tasks;

/// <summary>A chunk that says where it belongs.</summary>
public sealed record Numbered(string Run, int Attempt, string Stream, int Number, string Filler);

/// <summary>What every task returns.</summary>
/// <param name="Attempt">The execution that returned it.</param>
/// <param name="Written">How many chunks of each stream were accepted before the task returned.</param>
/// <param name="Planned">How many chunks each stream has when its source, or its task, has come to its end.</param>
/// <param name="Filler">What makes it large.</param>
public sealed record Report(int Attempt, IReadOnlyDictionary<string, int> Written, IReadOnlyDictionary<string, int> Planned, string Filler);

/// <summary>The streams of every task.</summary>
[Streams]
public sealed partial record Currents(TaskStream<Numbered> Left, TaskStream<Numbered> Right);

/// <summary>Text that is known from a number, so that it can be told whether it is whole.</summary>
internal static class Filler
{
    public static string Of(int number, int length) =>
        string.Create(length, number, static (text, number) =>
        {
            for (var index = 0; index < text.Length; index++)
            {
                text[index] = (char)('a' + ((number + index) % 26));
            }
        });
}
