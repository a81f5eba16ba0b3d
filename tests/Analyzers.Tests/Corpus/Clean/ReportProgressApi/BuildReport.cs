using System.ComponentModel.DataAnnotations;
using Runnel;

namespace Fabrikam.Reports;

public sealed record ReportRequest([Required] string Customer, [Range(2000, 2100)] int Year);

public sealed record Report(string Customer, int Year, decimal Total, int Lines);

public sealed record ReportLine(string Account, decimal Amount);

[Streams]
public sealed partial record ReportStreams(TaskStream<ReportLine> Lines, TaskStream<int> Percent);

public interface ILedger
{
    Task<int> CountAsync(string customer, int year, CancellationToken cancellationToken);

    IAsyncEnumerable<ReportLine> ReadAsync(string customer, int year, CancellationToken cancellationToken);
}

[Task("build-report", MaxAttempts = 2)]
public sealed partial class BuildReport(ILedger ledger)
{
    public async Task<Report> RunAsync(ReportRequest request, ReportStreams streams, CancellationToken cancellationToken)
    {
        var count = await ledger.CountAsync(request.Customer, request.Year, cancellationToken);
        var (total, done, shown) = (0m, 0, -1);
        await foreach (var line in ledger.ReadAsync(request.Customer, request.Year, cancellationToken))
        {
            total += line.Amount;
            await streams.Lines.WriteAsync(line, cancellationToken);
            if (++done * 100 / Math.Max(count, 1) is var percent && percent > shown)
            {
                await streams.Percent.WriteAsync(shown = percent, cancellationToken);
            }
        }

        return new Report(request.Customer, request.Year, total, done);
    }
}
