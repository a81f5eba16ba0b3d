using Runnel;

namespace Adventure.Billing;

public sealed record BillingPeriod(int Year, int Month);

public sealed record Bill(string Customer, decimal Amount);

public sealed record Overdue(string Customer, int Days);

[Streams]
public sealed partial record BillingStreams(TaskStream<Bill> Bills, TaskStream<Overdue> Overdue);

public interface ICustomers
{
    IAsyncEnumerable<string> ListAsync(CancellationToken cancellationToken);

    Task<decimal> UsageAsync(string customer, BillingPeriod period, CancellationToken cancellationToken);

    Task<int> DaysOverdueAsync(string customer, CancellationToken cancellationToken);
}

[Task("bill-customers", MaxAttempts = 5)]
public sealed partial class BillCustomers(ICustomers customers)
{
    public async Task<decimal> RunAsync(BillingPeriod period, BillingStreams streams, CancellationToken cancellationToken)
    {
        var total = 0m;
        await foreach (var customer in customers.ListAsync(cancellationToken))
        {
            var bill = new Bill(customer, await customers.UsageAsync(customer, period, cancellationToken));
            total += bill.Amount;
            await streams.Bills.WriteAsync(bill, cancellationToken);
            if (await customers.DaysOverdueAsync(customer, cancellationToken) is > 14 and var days)
            {
                await streams.Overdue.WriteAsync(new Overdue(customer, days), cancellationToken);
            }
        }

        return total;
    }
}

[TaskModule]
public static partial class BillingTasks;
