using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Crash.Journals;
using Runnel.Crash.Roles;

namespace Runnel.Crash.Subscriber;

/// <summary>
/// A process that follows its share of the runs and notes each part that it is given. It drops subscriptions and resumes them from its
/// last cursor, and is killed now and then: its next generation resumes from the journal.
/// </summary>
internal static class SubscriberRole
{
    /// <summary>Each subscriber follows two of so many shares, its own and the next one's: some runs have two followers, some none.</summary>
    private const int Shares = 4;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(RoleOptions role)
    {
        var places = Places.Read(role);
        using var campaign = new CampaignBoard(role.Folder);
        using var journal = Journal.Create(role);
        using var host = RoleHost.CreateClient(role.Folder).Build();
        await host.StartAsync();
        var follower = new Follower(host.Services.GetRequiredService<IRunnelClient>(), journal, places, role.CreateRandom());
        await FollowAllAsync(role, follower, campaign, places, Parent.WaitForEndAsync());
        await host.StopAsync();
        return 0;
    }

    private static async Task FollowAllAsync(RoleOptions role, Follower follower, CampaignBoard campaign, Places places, Task ended)
    {
        var made = new JournalTail(role.Folder, RoleOptions.Trigger);
        var following = new List<Task>();
        var isClosed = false;
        while (!ended.IsCompleted && (!isClosed || following.Count > 0))
        {
            // Asked first: what was made before the campaign was closed is in the journals then.
            isClosed = campaign.IsClosed;
            following.AddRange(made.ReadNew()
                .Where(line => line.Verb == Verbs.Made && IsMine(role, int.Parse(line.Words[1], CultureInfo.InvariantCulture)) && !places.HasEnded(line.Words[2]))
                .Select(line => follower.FollowAsync(line.Words[2]))
                .ToList());
            await Task.WhenAny(ended, Task.Delay(Poll));

            // A follower that threw ends the process: the controller reports it.
            foreach (var done in following.Where(task => task.IsCompleted))
            {
                await done;
            }

            following.RemoveAll(task => task.IsCompleted);
        }
    }

    private static bool IsMine(RoleOptions role, int number) => number % Shares == role.Slot || number % Shares == role.Slot + 1;
}
