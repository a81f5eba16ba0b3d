using System.Globalization;
using Runnel.Crash.Checks;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Controller.Agents;

/// <summary>Triggers agents, so that there are always some under way.</summary>
internal sealed class AgentFeed(CampaignOptions options, WorkFolder folder, Agenting.TaskClient client) : IDisposable
{
    /// <summary>Few enough that the next execution of each comes soon, and that not every kill finds every worker at everything.</summary>
    private const int UnderWay = 9;

    private const string Unfinished = $"SELECT count(*) FROM run WHERE finished IS NULL AND task = '{Agenting.Id}'";

    private readonly DatabaseView database = new(folder);
    private int number;

    /// <summary>How many agents have not ended; nothing while the store is busy.</summary>
    public int? Left => database.TryQuery(Unfinished) is [[{ } count]] ? int.Parse(count, CultureInfo.InvariantCulture) : null;

    /// <summary>Triggers as many as are missing.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        for (var left = Left ?? UnderWay; left < UnderWay; left++)
        {
            await client.TriggerAsync(new AgentBrief(options.Seed, number++, options.KeepsSteps), cancellationToken: cancellationToken);
        }
    }

    public void Dispose() => database.Dispose();
}
