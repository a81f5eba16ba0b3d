using Platform.Jobs;
using Runnel;

namespace Tenant.Onboarding;

public sealed record NewTenant(string Name, string Region);

public interface IProvisioning
{
    Task CreateDatabaseAsync(string name, string region, CancellationToken cancellationToken);

    Task CreateUsersAsync(string name, CancellationToken cancellationToken);

    Task<bool> RegisterDomainAsync(string name, CancellationToken cancellationToken);
}

[Task("onboard-tenant")]
public sealed partial class OnboardTenant(IProvisioning provisioning)
{
    public async Task RunAsync(NewTenant tenant, JobStreams streams, CancellationToken cancellationToken)
    {
        await streams.RunAsync(
            [
                ("database", token => provisioning.CreateDatabaseAsync(tenant.Name, tenant.Region, token)),
                ("users", token => provisioning.CreateUsersAsync(tenant.Name, token)),
                ("domain", RegisterAsync),
            ],
            cancellationToken);
        await streams.InfoAsync($"{tenant.Name} is ready.", cancellationToken);

        async Task RegisterAsync(CancellationToken token)
        {
            if (!await provisioning.RegisterDomainAsync(tenant.Name, token))
            {
                await streams.WarnAsync("The domain is taken; it can be set later.", token);
            }
        }
    }
}

public sealed record JobView(string? Step = null, double Share = 0, IReadOnlyList<string>? Warnings = null, string? Failure = null, bool IsOver = false);

public sealed class JobPage(OnboardTenant.TaskClient onboarding)
{
    public async Task ShowAsync(string runId, Action<JobView> render, CancellationToken cancellationToken)
    {
        var view = new JobView();
        await foreach (var part in onboarding.SubscribeAsync(runId, cancellationToken: cancellationToken))
        {
            var next = Next(view, part);
            if (next != view)
            {
                render(view = next);
            }
        }
    }

    private static JobView Next(JobView view, OnboardTenant.StreamPart part) => part switch
    {
        OnboardTenant.StreamPart.Steps { Chunk: { } step } => view with { Step = step.Name, Share = (double)step.Number / step.Of },
        OnboardTenant.StreamPart.Log { Chunk: { Severity: not Severity.Info, Text: var text } } => view with { Warnings = [.. view.Warnings ?? [], text] },
        OnboardTenant.StreamPart.StreamEnded { Reason: StreamEndReason.Superseded } => view with { Warnings = null },
        OnboardTenant.StreamPart.Run { Snapshot: { Status: RunStatus.Completed } } => view with { IsOver = true, Share = 1 },
        OnboardTenant.StreamPart.Run { Snapshot: { FinishedAt: { }, Error: var error } } => view with { IsOver = true, Failure = error?.Message },
        _ => view,
    };
}
