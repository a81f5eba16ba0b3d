using System.Globalization;

namespace Runnel.Crash.Roles;

/// <summary>What a process of a campaign is told on its command line.</summary>
/// <param name="Role">Which part it plays.</param>
/// <param name="Folder">The campaign's folder.</param>
/// <param name="Slot">Its number among those of its role.</param>
/// <param name="Generation">How often its slot was filled before.</param>
/// <param name="Seed">The campaign's seed.</param>
public sealed record RoleOptions(string Role, WorkFolder Folder, int Slot, int Generation, int Seed)
{
    public const string Worker = "worker";

    /// <summary>A worker that executes the tasks which wait for others, and not those others.</summary>
    public const string ParentWorker = "parents";

    /// <summary>A worker that executes what others wait for.</summary>
    public const string ChildWorker = "children";

    /// <summary>A worker that executes agents and what they call.</summary>
    public const string AgentWorker = "agents";

    /// <summary>The controller, in journals.</summary>
    public const string Controller = "controller";

    public const string Subscriber = "subscriber";
    public const string Trigger = "trigger";

    /// <summary>The name of the process in file names and messages.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Role}-{Slot}-{Generation:0000}");

    /// <summary>Random choices that are this process's own, the same in every campaign of the seed.</summary>
    public Random CreateRandom() => new(HashOf($"{Seed}/{Name}"));

    public IReadOnlyList<string> ToArguments() =>
        [Role, Folder.Root, Slot.ToString(CultureInfo.InvariantCulture), Generation.ToString(CultureInfo.InvariantCulture), Seed.ToString(CultureInfo.InvariantCulture)];

    public static RoleOptions? TryParse(IReadOnlyList<string> arguments) =>
        arguments is [Worker or ParentWorker or ChildWorker or AgentWorker or Subscriber or Trigger, var folder, var slot, var generation, var seed]
            ? new(
                arguments[0],
                new WorkFolder(folder),
                int.Parse(slot, CultureInfo.InvariantCulture),
                int.Parse(generation, CultureInfo.InvariantCulture),
                int.Parse(seed, CultureInfo.InvariantCulture))
            : null;

    // string.GetHashCode differs from process to process.
    private static int HashOf(string text) => text.Aggregate(17, (hash, character) => unchecked((hash * 31) + character));
}
