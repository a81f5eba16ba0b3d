using System.Globalization;

namespace Runnel.Crash.Controller;

/// <summary>The options of a campaign, as they are typed.</summary>
internal static class CommandLine
{
    public const string Help = """
        Kills the processes that execute runs, again and again, and checks that nothing was lost, doubled, disordered or left behind.

          --kills <n>        how many workers to kill (300; 20 is the short form, for CI)
          --parents <n>      instead: n parents with three children each; a parent's worker is killed when two of them have completed, a child's never.
                             The last line says how often each child was executed: once
          --agents <n>       instead: kills n workers of agents, each a model that writes in several steps and calls tools, in its process and as runs. Each time
                             that the model is asked, its calls have new ids and another order. Nothing that was finished may be paid again
          --forget           has the agents keep no steps: then the campaign must find that steps and tools are repeated
          --queue <n>        instead: n short runs in a queue, over three processes that nobody kills, and how many executed at once, at most, by the
                             slots in the store, looked at all the time, and by what the tasks note
          --limit <n>        how many slots each lane of the queue has (3)
          --seed <n>         what the random choices follow from (printed when it is not given)
          --workers <n>      how many workers there are at once (3)
          --subscribers <n>  how many subscribers there are at once, 0 to 3 (2)
          --folder <path>    where the database, the journals and the processes' output go (a new temporary folder)
          --inspect <path>   checks the folder of an earlier campaign once more, killing nobody; give its --seed
          --keep             keeps the folder; it is kept anyway when something was found

        The last line counts, under "while", what the killed workers were doing. Each worker shows it in a mapped file, which outlives it and is
        read when it is dead; a kill may count in several classes, or in none:
          streaming   an execution was between its first chunk and the end of RunAsync
          committing  a call of IRunStore.AppendAsync was on its way: waiting for the store's writer, in its transaction, or being answered
          draining    RunAsync was over while a source that it had piped was still being read
        runs are those in the store at the end, chunks the chunk entries in their logs.
          lost          a chunk, part, run or output that was promised and is not there
          duplicated    a chunk, part, entry or execution that is there twice
          out-of-order  one that is there in another place than it should be
          stuck         a run, subscription or process that did not come to its end
        Findings of another kind, such as a run that ended otherwise than it should, or a process that ended by itself, are listed before the last line.
        The exit code is 0 when there are no findings and enough was done: per 300 kills 100 while streaming, 50 while committing, 3,000 runs, 300,000 chunks.
        The last line of --agents counts otherwise, and its exit code is 0 when there are no findings and enough was there to be repeated:
          thinking, writing, calling  a model of the killed worker had been asked and said nothing yet; was in the middle of an answer; a tool was at work
          steps-repeated    a model was asked for a step that its agent's log had before; tools-repeated and children-doubled alike
          text-wrong        what was streamed or returned is not what the model said
        Besides, subscribers and the process that triggers are killed, and workers are held with SIGSTOP (on Linux) or cut off from their
        store for up to three times their lease, or stopped in order; that is not counted.
        """;

    /// <returns>The options; nothing where help was asked for, or something is wrong.</returns>
    public static CampaignOptions? TryParse(IReadOnlyList<string> arguments, out string? problem)
    {
        var options = new CampaignOptions();
        problem = null;
        for (var index = 0; index < arguments.Count; index++)
        {
            var value = index + 1 < arguments.Count ? arguments[index + 1] : "";
            switch (arguments[index])
            {
                case "--forget":
                    options = options with { KeepsSteps = false };
                    continue;
                case "--keep":
                    options = options with { Keep = true };
                    continue;
                case "--folder" when value.Length > 0:
                    options = options with { Folder = Path.GetFullPath(value) };
                    break;
                case "--inspect" when Directory.Exists(value):
                    options = options with { Folder = Path.GetFullPath(value), InspectOnly = true };
                    break;
                case "--kills" when IsNumber(value, 1, 100_000, out var number):
                    options = options with { Kills = number };
                    break;
                case "--parents" when IsNumber(value, 1, 100_000, out var number):
                    options = options with { Parents = number };
                    break;
                case "--agents" when IsNumber(value, 1, 100_000, out var number):
                    options = options with { Agents = number };
                    break;
                case "--queue" when IsNumber(value, 1, 1_000_000, out var number):
                    options = options with { Queued = number };
                    break;
                case "--limit" when IsNumber(value, 1, 100, out var number):
                    options = options with { Limit = number };
                    break;
                case "--seed" when IsNumber(value, 0, int.MaxValue, out var number):
                    options = options with { Seed = number };
                    break;
                case "--workers" when IsNumber(value, 1, 16, out var number):
                    options = options with { Workers = number };
                    break;
                case "--subscribers" when IsNumber(value, 0, 3, out var number):
                    options = options with { Subscribers = number };
                    break;
                case "--help" or "-h":
                    return null;
                default:
                    problem = $"'{arguments[index]}' with value '{value}' is not an option, or its value is out of range. --help lists them.";
                    return null;
            }

            index++;
        }

        return options;
    }

    private static bool IsNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
