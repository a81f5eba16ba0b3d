using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Crash.Journals;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Worker;

/// <summary>A process that executes runs until it is killed, or its controller wants it to stop.</summary>
internal static class WorkerRole
{
    public static async Task<int> RunAsync(RoleOptions role)
    {
        using var board = new ActivityBoard(role.Folder, role.Slot);
        using var campaign = new CampaignBoard(role.Folder);
        using var journal = Journal.Create(role);
        var builder = RoleHost.CreateWorker(role, campaign);
        builder.Services.AddSingleton(new Witnesses(board, journal)).AddSingleton(board).AddSingleton(campaign);
        builder.Services.AddScoped<AgentScope>().AddScoped<IChatClient, AgentModel>();
        ObservedStore.AddTo(builder.Services);
        using var host = builder.Build();
        await host.StartAsync();
        await Parent.WaitForEndAsync();
        await host.StopAsync();
        return 0;
    }
}
