using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel.Crash.Tasks;
using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Roles;

/// <summary>The hosts of a campaign: all on one database file.</summary>
internal static class RoleHost
{
    /// <summary>
    /// Short, so that a dead worker's runs come back within the campaign; but a worker that the machine starves for two thirds of it lets go of its runs.
    /// </summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(1.5);

    private const int MaxConcurrentRuns = 8;

    public static HostApplicationBuilder CreateWorker(RoleOptions role, CampaignBoard campaign)
    {
        var builder = Create();
        builder.Services.AddRunnel(runnel => AddTasks(runnel, role.Role)
            .UseSqlite(role.Folder.Database)
            .AddQueue(Narrow.Queue, campaign.QueueLimit)
            .Configure(options =>
            {
                options.LeaseDuration = LeaseDuration;
                options.MaxConcurrentRuns = Math.Max(MaxConcurrentRuns, campaign.QueueLimit);
                // Runs die here because their process is killed; none of them is the cause.
                options.MaxDeaths = int.MaxValue;
            }));
        return builder;
    }

    public static HostApplicationBuilder CreateClient(WorkFolder folder)
    {
        var builder = Create();
        builder.Services.AddRunnel(runnel => runnel.UseSqlite(folder.Database).ClientOnly().AddTasks());
        return builder;
    }

    // Parents apart from their children, so that the ones can be killed and the others not; and agents alone.
    private static RunnelBuilder AddTasks(RunnelBuilder runnel, string role) => role switch
    {
        RoleOptions.ParentWorker => runnel.Add(new TaskModule(role, module => module
            .AddTask(Gathering.Definition, connection => new Gathering.TaskClient(connection))
            .AddClient(Portioning.Contract, connection => new Portioning.TaskClient(connection)))),
        RoleOptions.ChildWorker => runnel.Add(new TaskModule(role, module => module
            .AddTask(Portioning.Definition, connection => new Portioning.TaskClient(connection)))),
        RoleOptions.AgentWorker => runnel.Add(new TaskModule(role, module => module
            .AddTask(Agenting.Definition, connection => new Agenting.TaskClient(connection))
            .AddTask(Searching.Definition, connection => new Searching.TaskClient(connection))
            .AddToolFunction(connection => new Searching.ToolFunction(connection))
            .AddTypeInfo(Searching.Arguments.CreateTypeInfo)
            .AddToolSet<AgentTools>())),
        _ => runnel.AddTasks(),
    };

    private static HostApplicationBuilder Create()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        return builder;
    }
}
