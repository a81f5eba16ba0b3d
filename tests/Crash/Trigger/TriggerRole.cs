using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Crash.Journals;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Trigger;

/// <summary>A process that triggers as many runs as the controller allows, and cancels a few of them. It is killed now and then.</summary>
internal sealed class TriggerRole(RoleOptions role, TaskClients clients, CampaignBoard campaign, Journal journal)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private readonly Random random = role.CreateRandom();

    public static async Task<int> RunAsync(RoleOptions role)
    {
        var asked = NumberAfterOthers(role);
        using var campaign = new CampaignBoard(role.Folder);
        using var journal = Journal.Create(role);
        var builder = RoleHost.CreateClient(role.Folder);
        builder.Services.AddSingleton<TaskClients>();
        using var host = builder.Build();
        await host.StartAsync();
        await new TriggerRole(role, host.Services.GetRequiredService<TaskClients>(), campaign, journal).RunAsync(asked, Parent.WaitForEndAsync());
        await host.StopAsync();
        return 0;
    }

    private async Task RunAsync(int next, Task ended)
    {
        var cancellations = new List<Task>();
        await clients.ScheduleAsync();
        while (!ended.IsCompleted)
        {
            if (next >= campaign.AllowedRuns)
            {
                await Task.WhenAny(ended, Task.Delay(Poll));
                continue;
            }

            var assignment = Assignment.Of(role.Seed, next++);
            Say($"{Verbs.Asked} {assignment.Number}");
            if (assignment.Kind == AssignmentKind.Scattering)
            {
                Say($"{Verbs.Scattered} {assignment.Number} {await clients.ScatterAsync(assignment)}");
                continue;
            }

            var runId = await clients.TriggerAsync(assignment);
            Say($"{Verbs.Made} {assignment.Number} {runId}");
            if (assignment.IsCanceled)
            {
                cancellations.Add(CancelAsync(runId, TimeSpan.FromMilliseconds(random.Next(1_500))));
            }
        }

        await Task.WhenAll(cancellations);
    }

    private async Task CancelAsync(string runId, TimeSpan delay)
    {
        await Task.Delay(delay);
        await clients.CancelAsync(runId);
        Say($"{Verbs.Canceled} {runId}");
    }

    private void Say(FormattableString line) => journal.Write(line.ToString(CultureInfo.InvariantCulture));

    // A number whose trigger was killed before it was answered is not asked for again: the run may be there.
    private static int NumberAfterOthers(RoleOptions role) => new JournalTail(role.Folder, RoleOptions.Trigger).ReadNew()
        .Where(line => line.Verb == Verbs.Asked)
        .Select(line => int.Parse(line.Words[1], CultureInfo.InvariantCulture) + 1)
        .DefaultIfEmpty(0)
        .Max();
}
