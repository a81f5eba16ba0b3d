using Adventure.Billing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Adventure.Backoffice;

public interface ILetters
{
    Task SendAsync(string customer, string text, CancellationToken cancellationToken);
}

[Task("month-end")]
[Schedule("0 3 1 * *", TimeZone = "Europe/Oslo")]
public sealed partial class MonthEnd(BillCustomers.TaskClient billing, ILetters letters, ILogger<MonthEnd> logger)
{
    public async Task<decimal> RunAsync(ScheduledTime time, CancellationToken cancellationToken)
    {
        var last = time.DueAt.AddMonths(-1);
        var run = await billing.TriggerAsync(
            new BillingPeriod(last.Year, last.Month), new TriggerOptions { IdempotencyKey = $"billing:{last:yyyy-MM}" }, cancellationToken);

        await foreach (var part in run.SubscribeAsync(new() { LatestAttemptOnly = true }, cancellationToken))
        {
            await (part switch
            {
                BillCustomers.StreamPart.Bills({ Amount: > 0 } bill) => letters.SendAsync(bill.Customer, $"Please pay {bill.Amount:0.00}.", cancellationToken),
                BillCustomers.StreamPart.Overdue((var customer, >= 60)) => letters.SendAsync(customer, "This is the last reminder.", cancellationToken),
                BillCustomers.StreamPart.Overdue((var customer, var days)) => letters.SendAsync(customer, $"You are {days} days late.", cancellationToken),
                _ => Task.CompletedTask,
            });
        }

        var result = await run.WaitAsync(cancellationToken);
        logger.LogInformation("{Month:yyyy-MM}: {Total}", last, result.Output);
        return result.GetOutputOrThrow();
    }
}

public static class BackofficeServices
{
    public static IServiceCollection AddBackoffice(this IServiceCollection services) =>
        services.AddRunnel(runnel => runnel.AddTasks().Add(BillingTasks.Module));
}
