using Runnel;

namespace Hasty.Invoices;

public sealed record Invoice(string Number, decimal Net, string Country);

public sealed record Tax(decimal Amount);

public interface ITaxService
{
    Task<decimal> RateAsync(string country, CancellationToken cancellationToken);
}

[Task("compute-tax")]
public sealed partial class ComputeTax(ITaxService taxes)
{
    public async Task<Tax> RunAsync(Invoice invoice, CancellationToken cancellationToken) =>
        new(invoice.Net * await taxes.RateAsync(invoice.Country, cancellationToken));
}

[Task("archive-invoice")]
public sealed partial class ArchiveInvoice
{
    public Task RunAsync(Invoice invoice, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync($"/archive/{invoice.Number}.txt", invoice.ToString(), cancellationToken);
}

[Task("total-invoice")]
public sealed partial class TotalInvoice(ComputeTax.TaskClient computeTax, ArchiveInvoice.TaskClient archive)
{
    public async Task<decimal> RunAsync(Invoice invoice, CancellationToken cancellationToken)
    {
        var tax = await computeTax.TriggerAndWaitAsync(invoice, cancellationToken: cancellationToken);
        await archive.TriggerAndWaitAsync(invoice, cancellationToken: cancellationToken); // review: the result is thrown away, so an invoice that was not archived goes unnoticed
        return invoice.Net + tax.Output!.Amount; // review: Output is null when the run failed; ask IsSuccess first or use GetOutputOrThrow()
    }
}

public sealed class InvoiceDesk(TotalInvoice.TaskClient totals)
{
    public async Task<decimal> TotalAsync(IEnumerable<Invoice> invoices)
    {
        var batch = await totals.BatchTriggerAsync(invoices.Select(invoice =>
            new BatchItem<Invoice>(invoice, new TriggerOptions { IdempotencyKey = Guid.NewGuid().ToString() }))); // review: a new key each time makes nothing idempotent; use the invoice's number
        var results = await batch.WaitAsync();
        return results.Sum(result => result.Output); // review: failed runs count as 0, and the sum is wrong without a word
    }
}
