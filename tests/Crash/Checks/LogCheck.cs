namespace Runnel.Crash.Checks;

/// <summary>The log begins with its creation, ends with its one terminal entry, and the store's row says the same.</summary>
internal sealed class LogCheck : IRunCheck
{
    public void Check(RunEvidence run, Action<FindingKind, string> find)
    {
        if (run.Entries is not [{ Kind: StoredKind.Created, Sequence: 1 }, ..])
        {
            find(FindingKind.Lost, "The log does not begin with the run's creation.");
            return;
        }

        foreach (var again in run.Entries.Where(entry => entry.Kind == StoredKind.Created).Skip(1))
        {
            find(FindingKind.Duplicated, $"Entry {again.Sequence} creates the run again.");
        }

        var last = run.Entries[^1];
        if (run.Head.Head != last.Sequence)
        {
            find(FindingKind.Lost, $"The run's row says that its last entry is {run.Head.Head}; in the log it is {last.Sequence}.");
        }

        var terminal = run.Entries.Where(entry => entry.IsTerminal).ToList();
        if (terminal.Count > 1)
        {
            find(FindingKind.Duplicated, $"The log has {terminal.Count} terminal entries: {string.Join(", ", terminal.Select(entry => $"{entry.Sequence} {entry.Kind}"))}.");
        }
        else if (terminal.Count == 1 && terminal[0] != last)
        {
            find(FindingKind.OutOfOrder, $"The terminal entry {terminal[0].Sequence} is not the last, which is {last.Sequence} {last.Kind}.");
        }

        if (run.Head.Status.IsTerminal != last.IsTerminal || (last.IsTerminal && run.Head.Status.ToString() != last.Kind.ToString()))
        {
            find(FindingKind.Broken, $"The run's row says {run.Head.Status}; its last entry is {last.Kind}.");
        }

        if (run.Head.Status.IsTerminal && (run.Head.Worker is not null || run.Head.FinishedAt is null))
        {
            find(FindingKind.Broken, $"The run has ended; its row has the worker '{run.Head.Worker}' and was finished at {run.Head.FinishedAt:O}.");
        }
    }
}
