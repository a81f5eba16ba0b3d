using System.Threading.Channels;
using Runnel;

namespace Hasty.Audits;

public sealed record Account(string Id, decimal Balance);

public sealed record Finding(string Account, string What);

public interface IBooks
{
    IAsyncEnumerable<Account> ReadAsync(CancellationToken cancellationToken);

    Task<int> CloseAsync(CancellationToken cancellationToken);
}

[Streams]
public sealed partial record AuditStreams(TaskStream<Finding> Findings, TaskStream<string> Progress);

[Task("audit")]
public sealed partial class Audit(IBooks books)
{
    public async Task<int> RunAsync(AuditStreams streams, CancellationToken cancellationToken)
    {
        _ = Task.Run(
            async () =>
            {
                await foreach (var account in books.ReadAsync(cancellationToken))
                {
                    if (account.Balance < 0)
                    {
                        await streams.Findings.WriteAsync(new Finding(account.Id, "overdrawn"), cancellationToken); // review: nobody waits for this loop; once the books are closed the rest of the findings is lost
                    }
                }
            },
            cancellationToken);

        // Here the channel tells when the other one is done.
        var steps = Channel.CreateUnbounded<string>();
        _ = Task.Run(
            async () =>
            {
                await streams.Progress.WriteAsync("begun", cancellationToken);
                steps.Writer.Complete();
            },
            cancellationToken);
        await steps.Reader.Completion;
        return await books.CloseAsync(cancellationToken);
    }
}

public sealed class MonthEnd(Audit.TaskClient audits)
{
    public async Task CloseAsync(IEnumerable<string> branches)
    {
        await Task.WhenAll(branches.Select(branch => audits.TriggerAndWaitAsync(new TriggerOptions { Tags = [branch] }))); // review: an audit that failed looks like one that found nothing
    }
}
