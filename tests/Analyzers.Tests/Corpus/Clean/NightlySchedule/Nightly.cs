using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;

namespace School.Library;

public sealed record Loan(string Book, string Reader, DateOnly Due);

public sealed record Reminder(string Reader, int Books);

[Streams]
public sealed partial record ReminderStreams(TaskStream<Reminder> Sent);

public interface ILoans
{
    Task<IReadOnlyList<Loan>> DueBeforeAsync(DateOnly day, CancellationToken cancellationToken);
}

public interface IMailer
{
    Task SendAsync(string to, string text, CancellationToken cancellationToken);
}

[Task("send-reminders")]
[Schedule("30 6 * * 1-5", TimeZone = "Europe/Berlin", Missed = MissedRuns.RunOnce)]
public sealed partial class SendReminders(ILoans loans, IMailer mailer)
{
    public async Task<int> RunAsync(ScheduledTime time, ReminderStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.DueAt.Date);
        var readers = (await loans.DueBeforeAsync(today.AddDays(2), cancellationToken)).GroupBy(loan => loan.Reader).ToList();
        foreach (var reader in readers)
        {
            await context.OnceAsync($"mail:{reader.Key}", async token =>
            {
                await mailer.SendAsync(reader.Key, string.Join('\n', reader.Select(loan => $"{loan.Book} until {loan.Due}")), token);
                return true;
            }, cancellationToken);
            await streams.Sent.WriteAsync(new Reminder(reader.Key, reader.Count()), cancellationToken);
        }

        return readers.Count;
    }
}

public sealed record Inventory(string Shelf);

[Task("take-inventory")]
public sealed partial class TakeInventory(ILoans loans)
{
    public async Task<int> RunAsync(Inventory inventory, CancellationToken cancellationToken) =>
        (await loans.DueBeforeAsync(DateOnly.MaxValue, cancellationToken)).Count(loan => loan.Book.StartsWith(inventory.Shelf, StringComparison.Ordinal));
}

/// <summary>The shelves have a schedule each, made from the configuration.</summary>
public sealed class InventorySchedules(
    IScheduleClient schedules, TakeInventory.TaskClient inventory, IReadOnlyDictionary<string, string> shelves, ILogger<InventorySchedules> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (shelf, cron) in shelves)
        {
            var schedule = await schedules.CreateAsync(IdOf(shelf), inventory, cron, new Inventory(shelf), cancellationToken: cancellationToken);
            logger.LogInformation("Shelf {Shelf} is counted at {Next}.", shelf, schedule.NextDueAt);
        }

        var wanted = shelves.Keys.Select(IdOf).ToHashSet();
        foreach (var old in await schedules.ListAsync(cancellationToken))
        {
            if (old.TaskId == "take-inventory" && !wanted.Contains(old.Id))
            {
                await schedules.RemoveAsync(old.Id, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string IdOf(string shelf) => $"inventory-{shelf}";
}

public sealed class ReminderReport(IRunnelClient runs, SendReminders.TaskClient reminders)
{
    public async Task<IReadOnlyList<Reminder>> TodayAsync(CancellationToken cancellationToken)
    {
        var latest = await runs.ListAsync(new RunQuery { TaskId = "send-reminders", Limit = 1 }, cancellationToken);
        return latest is [{ Status: RunStatus.Completed, Id: var id }] ? await reminders.ReadSentAsync(id, cancellationToken).ToListAsync(cancellationToken) : [];
    }
}
