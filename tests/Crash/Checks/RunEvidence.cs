using Runnel.Crash.Tasks;
using Runnel.Storage;

namespace Runnel.Crash.Checks;

/// <summary>All that is known of one run when the campaign is over.</summary>
/// <param name="Head">The store's row.</param>
/// <param name="Entries">The log as it is stored.</param>
/// <param name="Parts">The log as a client is given it.</param>
/// <param name="Assignment">What the run was to do.</param>
/// <param name="Testimony">What the journals say.</param>
internal sealed record RunEvidence(
    RunHead Head, IReadOnlyList<StoredEntry> Entries, IReadOnlyList<RunPart> Parts, Assignment Assignment, Testimony Testimony)
{
    public string RunId => Head.RunId;

    /// <summary>The task's return, if it did.</summary>
    public StoredEntry? Returned { get; } = Entries.FirstOrDefault(entry => entry.Kind == StoredKind.Returned);

    public IEnumerable<StoredEntry> Chunks(int attempt, string stream) =>
        Entries.Where(entry => entry.Kind == StoredKind.Chunk && entry.Attempt == attempt && entry.Key == stream);
}

/// <summary>One question to the evidence of every run.</summary>
internal interface IRunCheck
{
    /// <summary>Notes what is wrong.</summary>
    /// <param name="run">The evidence.</param>
    /// <param name="find">Takes what was found.</param>
    void Check(RunEvidence run, Action<FindingKind, string> find);
}
