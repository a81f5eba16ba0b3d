using Runnel.Crash.Tasks;

namespace Runnel.Crash.Controller;

/// <summary>How large a campaign is.</summary>
public sealed record CampaignOptions
{
    /// <summary>How many workers are killed. Default 300; 20 is the short form.</summary>
    public int Kills { get; init; } = 300;

    /// <summary>How many parents there are, and nothing else; 0 for a campaign of everything.</summary>
    public int Parents { get; init; }

    /// <summary>How many workers of agents are killed, and nothing else; 0 for a campaign of everything.</summary>
    public int Agents { get; init; }

    /// <summary>Whether agents keep their steps for later executions. Default <see langword="true"/>; without it the checks must find something.</summary>
    public bool KeepsSteps { get; init; } = true;

    /// <summary>How many runs there are in a queue, and nothing else; 0 for a campaign of everything.</summary>
    public int Queued { get; init; }

    /// <summary>How many slots each lane of the queue has. Default 3.</summary>
    public int Limit { get; init; } = Narrow.Limit;

    /// <summary>What the random choices follow from. Default: another one each time.</summary>
    public int Seed { get; init; } = Random.Shared.Next(1_000_000);

    /// <summary>How many workers there are at once. Default 3.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>How many subscribers there are at once. Default 2.</summary>
    public int Subscribers { get; init; } = 2;

    /// <summary>Where the database and the journals are. Default: a new temporary folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether the folder is an earlier campaign's that is only checked once more. Default <see langword="false"/>.</summary>
    public bool InspectOnly { get; init; }

    /// <summary>Whether the folder stays when nothing was found. Default: only when something was.</summary>
    public bool Keep { get; init; }

    /// <summary>How long the runs may take to end after the last kill. Default 3 minutes.</summary>
    public TimeSpan EndTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>What the run of a number is to do.</summary>
    internal Assignment Assign(int number) => Parents > 0 ? Assignment.OfParent(Seed, number) : Assignment.Of(Seed, number);
}
