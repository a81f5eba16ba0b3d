using Microsoft.Extensions.Logging;
using Runnel;
using Part = Relecloud.Invoices.ReadInvoice.StreamPart;

namespace Relecloud.Invoices;

public sealed record Scan(string File, string Tenant);

public abstract record Recognized(int Page)
{
    public sealed record Header(int Page, string Number, DateOnly? Date) : Recognized(Page);

    public sealed record Line(int Page, string Text, decimal? Amount) : Recognized(Page);

    public sealed record Nothing(int Page) : Recognized(Page);
}

public sealed record Words(int Page, string Text, double Confidence);

public sealed record Invoice(string? Number, DateOnly? Date, decimal Total);

[Streams]
public sealed partial record InvoiceStreams(TaskStream<Words> Words, TaskStream<decimal> Amounts);

public interface IOcr
{
    IAsyncEnumerable<Words> ReadAsync(string file, CancellationToken cancellationToken);

    Recognized Recognize(Words words);
}

[Task("read-invoice")]
public sealed partial class ReadInvoice(IOcr ocr)
{
    public async Task<Invoice> RunAsync(Scan scan, InvoiceStreams streams, CancellationToken cancellationToken)
    {
        var invoice = new Invoice(null, null, 0);
        await foreach (var words in streams.Words.Pipe(ocr.ReadAsync(scan.File, cancellationToken)).WithCancellation(cancellationToken))
        {
            switch (ocr.Recognize(words))
            {
                case Recognized.Header { Number: var number, Date: var date }:
                    invoice = invoice with { Number = number, Date = date ?? invoice.Date };
                    break;
                case Recognized.Line { Amount: { } amount and not 0 }:
                    invoice = invoice with { Total = invoice.Total + amount };
                    await streams.Amounts.WriteAsync(amount, cancellationToken);
                    break;
                case Recognized.Line or Recognized.Nothing:
                    break;
            }
        }

        return invoice;
    }
}

public sealed class Inbox(ReadInvoice.TaskClient invoices, ILogger<Inbox> logger)
{
    public async Task<Invoice?> ReadAsync(Scan scan, CancellationToken cancellationToken)
    {
        var doubtful = 0;
        var total = 0m;
        Invoice? invoice = null;
        await foreach (var part in invoices.TriggerAndSubscribeAsync(scan, cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Part.Words({ Confidence: < 0.6, Page: var page and > 0, Text.Length: > 3 }):
                    doubtful++;
                    logger.LogDebug("Page {Page} is hard to read.", page);
                    break;
                case Part.Amounts(var amount):
                    total += amount;
                    break;
                case Part.Run({ Status: RunStatus.Completed, Output: { Number: { Length: > 0 }, Date: { Year: >= 2000 } } read }):
                    invoice = read;
                    break;
                case Part.Run({ Status: RunStatus.Completed, Output: { } incomplete, Payload.Tenant: var tenant }):
                    logger.LogWarning("{Tenant}: {Invoice} lacks its number or date.", tenant, incomplete);
                    break;
                case Part.Run({ Status: RunStatus.Failed, Error: { Type: nameof(FileNotFoundException) or "System.IO.FileNotFoundException" } }):
                    logger.LogWarning("{File} is gone.", scan.File);
                    break;
                case Part.Run({ Status: not (RunStatus.Queued or RunStatus.Executing or RunStatus.Waiting or RunStatus.Delayed), Error: { } error }):
                    logger.LogError("{File}: {Error}", scan.File, error);
                    break;
                case Part.StreamEnded { Reason: StreamEndReason.Superseded, Key: "amounts" }:
                    (total, doubtful) = (0, 0);
                    break;
            }
        }

        return doubtful < 5 && invoice?.Total == total ? invoice : null;
    }
}
