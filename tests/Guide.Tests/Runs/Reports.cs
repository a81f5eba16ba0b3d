using Microsoft.Extensions.DependencyInjection;

namespace Runnel.Guide.Tests.Runs;

public sealed record Source(string Name);
public sealed record Section(string Source, int Words);
public sealed record ReportOrder(string Customer, IReadOnlyList<string> Sources);
public sealed record Report(int Words, string Number);

public interface IOffice
{
    Task<int> ReadAsync(string source, CancellationToken cancellationToken);

    Task<string> NextNumberAsync(CancellationToken cancellationToken);

    Task SendAsync(string customer, Report report, CancellationToken cancellationToken);
}

// Four at once for each customer, in all processes together.
[Task("read", Queue = "sources", MaxDurationSeconds = 120)]
public sealed partial class Read(IOffice office) : IRetryPredicate
{
    public async Task<Section> RunAsync(Source source, TaskContext context, CancellationToken cancellationToken)
    {
        var words = await office.ReadAsync(source.Name, cancellationToken);
        context.Metadata.Parent?.Increment("read");                        // the report's subscribers see it count
        return new Section(source.Name, words);
    }

    public bool ShouldRetry(Exception exception, int failedAttempts) => exception is not FileNotFoundException;
}

[Task("report")]
public sealed partial class WriteReport(Read.TaskClient read, IOffice office)
{
    public async Task<Report> RunAsync(ReportOrder order, TaskContext context, CancellationToken cancellationToken)
    {
        // A step that is done once, whatever happens to this process afterwards.
        var number = await context.OnceAsync("number", office.NextNumberAsync, cancellationToken);

        // One commit creates them all. Meanwhile this run waits: it holds no slot, and its time stands still.
        var sections = await read.BatchTriggerAndWaitAsync(
            order.Sources.Select(name => new BatchItem<Source>(new Source(name), new TriggerOptions { ConcurrencyKey = order.Customer })), cancellationToken);
        var report = new Report(sections.Sum(section => section.GetOutputOrThrow().Words), number);

        await context.DelayAsync(TimeSpan.FromSeconds(30), cancellationToken);
        await context.OnceAsync("send", async token =>
        {
            await office.SendAsync(order.Customer, report, token);
            return true;
        }, cancellationToken);
        return report;
    }
}

[Task("remind")]
[Schedule("0 9 * * 1-5", TimeZone = "Europe/Berlin")]
public sealed partial class Remind(IOffice office)
{
    public Task RunAsync(ScheduledTime time, CancellationToken cancellationToken) =>
        office.SendAsync("all", new Report(0, $"{time.DueAt:yyyy-MM-dd}"), cancellationToken);
}

public sealed class Stopwatch(TimeProvider time, List<string> measured) : ITaskFilter
{
    public async ValueTask<object?> InvokeAsync(TaskFilterContext context, TaskFilterDelegate next)
    {
        var started = time.GetTimestamp();
        var output = await next(context);
        measured.Add($"{context.Context.TaskId} {time.GetElapsedTime(started).TotalSeconds:0}");
        return output;
    }

    public ValueTask OnFailureAsync(TaskFilterContext context, TaskError error)
    {
        measured.Add($"{context.Context.TaskId} failed: {error.Message}");
        return default;
    }
}

internal static class ReportHost
{
    public static void Configure(RunnelBuilder runnel) => runnel
        .AddQueue("sources", concurrencyLimit: 4)
        .AddFilter<Stopwatch>()
        .AddTasks();

    public static async Task<IReadOnlyList<string>> OrderAsync(WriteReport.TaskClient reports, IRunnelClient runnel)
    {
        // The same order twice is one report.
        var options = new TriggerOptions { IdempotencyKey = "order-17", Tags = ["customer:acme"], Ttl = TimeSpan.FromHours(1) };
        var run = await reports.TriggerAsync(new ReportOrder("acme", ["a", "b", "c"]), options);
        var again = await reports.TriggerAsync(new ReportOrder("acme", ["a", "b", "c"]), options);

        var seen = new List<string> { $"{run.Id == again.Id}" };
        await foreach (var snapshot in runnel.SubscribeToTagAsync("customer:acme"))
        {
            seen.Add($"{snapshot.Status}");
            if (snapshot.Status.IsTerminal)
                break;
        }

        return seen;
    }
}
