using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Proseware.Exports.ExportTenant.StreamPart;

namespace Proseware.Exports;

public sealed record Export(string Tenant, IReadOnlyList<string> Tables);

public interface IDump
{
    Task<long> WriteAsync(string tenant, string table, CancellationToken cancellationToken);
}

[Task("export-table", Queue = "exports")]
public sealed partial class ExportTable(IDump dump)
{
    public async Task<long> RunAsync(string tenant, string table, TaskContext context, CancellationToken cancellationToken)
    {
        var rows = await dump.WriteAsync(tenant, table, cancellationToken);
        context.Metadata.Parent?.Increment("rows", rows);
        context.Metadata.Parent?.Append("tables", JsonValue.Create(table));
        return rows;
    }
}

[Task("export-tenant")]
public sealed partial class ExportTenant(ExportTable.TaskClient tables)
{
    public async Task<long> RunAsync(Export export, TaskContext context, CancellationToken cancellationToken)
    {
        context.Metadata.Set("of", export.Tables.Count);
        var results = await Task.WhenAll(export.Tables.Select(table => tables.TriggerAndWaitAsync(export.Tenant, table, cancellationToken: cancellationToken)));
        await context.DelayAsync(TimeSpan.FromSeconds(5), cancellationToken);
        return results.Sum(result => result.GetOutputOrThrow());
    }
}

public sealed class ExportMetrics(IMeterFactory meters, ILogger<ExportMetrics> logger) : ITaskFilter
{
    private readonly Histogram<double> duration = meters.Create("Proseware.Exports").CreateHistogram<double>("export.duration", "s");

    public async ValueTask<object?> InvokeAsync(TaskFilterContext context, TaskFilterDelegate next)
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            return await next(context);
        }
        finally
        {
            duration.Record(TimeProvider.System.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("task", context.Context.TaskId));
        }
    }

    public ValueTask OnFailureAsync(TaskFilterContext context, TaskError error)
    {
        logger.LogError("{Task} {Run}: {Error}", context.Context.TaskId, context.Context.RunId, error);
        return default;
    }
}

public sealed class ExportProgress(ExportTenant.TaskClient exports)
{
    public async Task WatchAsync(string runId, IProgress<(int Done, int Of, long Rows)> progress, CancellationToken cancellationToken)
    {
        await foreach (var part in exports.SubscribeAsync(runId, cancellationToken: cancellationToken))
        {
            if (part is Part.Run { Snapshot: { Metadata: var metadata } run })
            {
                var done = metadata.TryGetProperty("tables", out var tables) ? tables.GetArrayLength() : 0;
                var rows = metadata.TryGetProperty("rows", out var count) ? (long)count.GetDouble() : 0;
                progress.Report((done, run.Payload.Tables.Count, rows));
                if (run.Status is RunStatus.Failed or RunStatus.TimedOut)
                {
                    throw new InvalidOperationException(run.Error?.Message);
                }
            }
        }
    }
}

public static class ExportServices
{
    public static IServiceCollection AddExports(this IServiceCollection services) => services.AddMetrics().AddRunnel(runnel => runnel
        .AddQueue("exports", concurrencyLimit: 2)
        .AddFilter<ExportMetrics>(task => task.StartsWith("export-", StringComparison.Ordinal))
        .AddTasks());
}
