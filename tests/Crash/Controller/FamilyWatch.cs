using System.Globalization;
using Runnel.Crash.Checks;
using Runnel.Crash.Journals;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Controller;

/// <summary>Sees in the store which parents wait while all but one of their children have completed, and who executes them.</summary>
internal sealed class FamilyWatch : IDisposable
{
    // Executing and waiting are 3 and 4, completed is 10.
    private const string Halfway = $"""
        SELECT parent.id, parent.worker, group_concat(child.id, ' ')
        FROM run AS parent JOIN run AS child ON child.parent = parent.id
        WHERE parent.worker IS NOT NULL AND parent.status IN (3, 4) AND parent.task = '{Gathering.Id}' AND child.status = 10
        GROUP BY parent.id HAVING count(*) = 2
        """;

    private readonly DatabaseView database;
    private readonly Journal journal;

    public FamilyWatch(WorkFolder folder, int seed) =>
        (database, journal) = (new DatabaseView(folder), Journal.Create(new RoleOptions(RoleOptions.Controller, folder, Slot: 0, Generation: 0, seed)));

    /// <summary>The parents of which two children have completed.</summary>
    public IReadOnlyList<Family> Look() => [.. (database.TryQuery(Halfway) ?? []).Select(row => new Family(row[0]!, ProcessOf(row[1]!), row[2]!))];

    /// <summary>The worker of a parent has been killed.</summary>
    public void Note(Family family) => journal.Write($"{Verbs.Orphaned} {family.ParentId} {family.Completed}");

    public void Dispose()
    {
        database.Dispose();
        journal.Dispose();
    }

    // A worker's name is machine/process/number.
    private static int ProcessOf(string worker) => int.Parse(worker.Split('/')[^2], CultureInfo.InvariantCulture);
}

/// <summary>A parent that waits for the last of its children.</summary>
/// <param name="ParentId">The parent.</param>
/// <param name="ProcessId">Where it is executed.</param>
/// <param name="Completed">The children that have completed, with spaces between.</param>
internal sealed record Family(string ParentId, int ProcessId, string Completed);
