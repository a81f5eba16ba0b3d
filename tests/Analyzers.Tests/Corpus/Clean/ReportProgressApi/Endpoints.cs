using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Runnel;

namespace Fabrikam.Reports;

public static class ReportEndpoints
{
    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/reports").WithTags("Reports");
        group.MapPost("/", StartAsync);
        group.MapGet("/{id}", GetAsync);
        group.MapGet("/{id}/live", Live);
        group.MapDelete("/{id}", CancelAsync);
        return routes;
    }

    private static async Task<IResult> StartAsync(ReportRequest request, BuildReport.TaskClient reports, CancellationToken cancellationToken)
    {
        try
        {
            var run = await reports.TriggerAsync(request, new() { ConcurrencyKey = request.Customer }, cancellationToken);
            return Results.Created($"/reports/{run.Id}", new ReportStatus(run.Id, nameof(RunStatus.Queued), null));
        }
        catch (PayloadException exception)
        {
            return Results.ValidationProblem(exception.Problems.ToDictionary(problem => problem.Path, problem => new[] { problem.Reason }));
        }
    }

    private static async Task<IResult> GetAsync(string id, BuildReport.TaskClient reports, CancellationToken cancellationToken) =>
        await reports.GetAsync(id, cancellationToken) switch
        {
            null => Results.NotFound(),
            { Status: RunStatus.Completed, Output: { } report } => Results.Ok(report),
            { Status: var status, Error: { } error } => Results.Ok(new ReportStatus(id, status.ToString(), error.Message)),
            { Status: var status } => Results.Ok(new ReportStatus(id, status.ToString(), null)),
        };

    // The page switches over the parts itself: they are JSON, each with its case.
    private static IResult Live(string id, BuildReport.TaskClient reports, CancellationToken cancellationToken) =>
        Results.ServerSentEvents(reports.SubscribeAsync(id, new SubscribeOptions { LatestAttemptOnly = true }, cancellationToken), eventType: "part");

    private static async Task<IResult> CancelAsync(string id, BuildReport.TaskClient reports, CancellationToken cancellationToken)
    {
        try
        {
            await reports.CancelAsync(id, cancellationToken);
            return Results.NoContent();
        }
        catch (RunNotFoundException)
        {
            return Results.NotFound();
        }
    }
}

public sealed record ReportStatus(string Id, string Status, string? Error);
