using Runnel.Crash.Controller;
using Runnel.Crash.Controller.Agents;
using Runnel.Crash.Roles;
using Runnel.Crash.Subscriber;
using Runnel.Crash.Trigger;
using Runnel.Crash.Worker;

namespace Runnel.Crash;

/// <summary>The controller of a campaign, or, started by one, a process of it.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (RoleOptions.TryParse(args) is { } role)
        {
            return await (role.Role switch
            {
                RoleOptions.Worker or RoleOptions.ParentWorker or RoleOptions.ChildWorker or RoleOptions.AgentWorker => WorkerRole.RunAsync(role),
                RoleOptions.Subscriber => SubscriberRole.RunAsync(role),
                _ => TriggerRole.RunAsync(role),
            });
        }

        var options = CommandLine.TryParse(args, out var problem);
        if (options is null)
        {
            Console.WriteLine(problem ?? CommandLine.Help);
            return problem is null ? 0 : 2;
        }

        using var interruption = new Interruption();
        try
        {
            var hasPassed = options switch
            {
                { Parents: > 0 } => await ParentsCampaign.RunAsync(options, Console.Out, interruption.Token),
                { Agents: > 0 } => (await AgentsCampaign.RunAsync(options, Console.Out, interruption.Token)).HasPassed,
                { Queued: > 0 } => await QueueCampaign.RunAsync(options, Console.Out, interruption.Token),
                _ => (await CrashCampaign.RunAsync(options, Console.Out, interruption.Token)).HasPassed,
            };
            return hasPassed ? 0 : 1;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Console.WriteLine("Interrupted; the processes that were started have been ended, and the folder stays.");
            return 130;
        }
    }
}
