using Runnel;

namespace Wide.World.Crm;

public sealed class CompanyCard(EnrichCompany.TaskClient companies)
{
    private readonly SortedDictionary<string, string> facts = [];
    private readonly List<string> conflicts = [];

    public event Action? Changed;

    public IReadOnlyDictionary<string, string> Facts => facts;

    public IReadOnlyList<string> Conflicts => conflicts;

    public string? Failure { get; private set; }

    public async Task LoadAsync(string domain, CancellationToken cancellationToken)
    {
        await foreach (var part in companies.TriggerAndSubscribeAsync(new EnrichRequest(domain), cancellationToken: cancellationToken))
        {
            if (TryApply(part))
            {
                Changed?.Invoke();
            }
        }
    }

    private bool TryApply(EnrichCompany.StreamPart part)
    {
        switch (part)
        {
            case EnrichCompany.StreamPart.Facts({ Name: var name, Value: var value }):
                facts[name] = value;
                return true;
            case EnrichCompany.StreamPart.Conflicts(var conflict):
                conflicts.Add(conflict);
                return true;
            case EnrichCompany.StreamPart.StreamEnded { Key: "conflicts", Reason: StreamEndReason.Superseded }:
                conflicts.Clear();
                return true;
            case EnrichCompany.StreamPart.Run({ Status: RunStatus.Failed, Error: var error }):
                Failure = error?.Message;
                return true;
            default:
                return false;
        }
    }
}
