using Microsoft.Extensions.Logging;
using Runnel;

namespace Wide.World.Crm;

public interface IFactSource
{
    string Name { get; }

    IAsyncEnumerable<Fact> FindAsync(string domain, CancellationToken cancellationToken);
}

public sealed partial class EnrichCompany : IRetryPredicate
{
    public bool ShouldRetry(Exception exception, int failedAttempts) => exception is not UriFormatException;

    private async Task AskAsync(IFactSource source, EnrichRequest request, EnrichStreams streams, CancellationToken cancellationToken)
    {
        logger.LogDebug("Asking {Source} about {Domain}.", source.Name, request.Domain);
        await foreach (var fact in source.FindAsync(request.Domain, cancellationToken))
        {
            if (known.TryAdd(fact.Name, fact))
            {
                await streams.Facts.WriteAsync(fact, cancellationToken);
            }
            else if (known[fact.Name].Value != fact.Value)
            {
                await streams.Conflicts.WriteAsync($"{fact.Name}: {known[fact.Name].Source} says {known[fact.Name].Value}, {fact.Source} {fact.Value}", cancellationToken);
            }
        }
    }
}
