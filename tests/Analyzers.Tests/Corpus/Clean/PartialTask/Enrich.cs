using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Wide.World.Crm;

public sealed record EnrichRequest([Required] string Domain, [EmailAddress] string? Contact = null);

public sealed record Fact(string Name, string Value, string Source);

public sealed record Company(string Domain, IReadOnlyDictionary<string, string> Facts);

[Streams]
public sealed partial record EnrichStreams(TaskStream<Fact> Facts, TaskStream<string> Conflicts);

[Task("enrich-company", Queue = "crawl", MaxAttempts = 4)]
public sealed partial class EnrichCompany(IEnumerable<IFactSource> sources, ILogger<EnrichCompany> logger)
{
    private readonly Dictionary<string, Fact> known = new(StringComparer.OrdinalIgnoreCase);

    public async Task<Company> RunAsync(EnrichRequest request, EnrichStreams streams, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            await AskAsync(source, request, streams, cancellationToken);
        }

        return new Company(request.Domain, known.ToDictionary(fact => fact.Key, fact => fact.Value.Value));
    }
}
