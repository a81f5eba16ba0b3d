using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Runnel.Crash.Roles;

/// <summary>The hosts of a campaign: all on one database file.</summary>
internal static class RoleHost
{
    /// <summary>
    /// Short, so that a dead worker's runs come back within the campaign; but a worker that the machine starves for two thirds of it lets go of its runs.
    /// </summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(1.5);

    public static HostApplicationBuilder CreateWorker(WorkFolder folder)
    {
        var builder = Create();
        builder.Services.AddRunnel(runnel => runnel
            .UseSqlite(folder.Database)
            .Configure(options =>
            {
                options.LeaseDuration = LeaseDuration;
                options.MaxConcurrentRuns = 8;
                // Runs die here because their process is killed; none of them is the cause.
                options.MaxDeaths = int.MaxValue;
            })
            .AddTasks());
        return builder;
    }

    public static HostApplicationBuilder CreateClient(WorkFolder folder)
    {
        var builder = Create();
        builder.Services.AddRunnel(runnel => runnel.UseSqlite(folder.Database).ClientOnly().AddTasks());
        return builder;
    }

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
