using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>A change of a contract that breaks who relied on it: callers that were built before, and runs that are stored.</summary>
/// <param name="What">What has changed, in words.</param>
/// <param name="Location">Where.</param>
internal sealed record ContractChange(string What, Location? Location)
{
    /// <summary>What breaks a promise, the outermost of what has changed.</summary>
    public static IEnumerable<ContractChange> Between(Contract locked, Contract now)
    {
        var changed = new List<string>();
        foreach (var line in locked.Lines)
        {
            var (path, was) = (line.Key, line.Value);
            if (changed.Any(above => ContractPath.IsBelow(path, above)))
            {
                continue;
            }

            if (!now.Lines.TryGetValue(path, out var current))
            {
                changed.Add(path);
                yield return new ContractChange($"'{path}' of the task '{now.Id}' is gone", PlaceOf(path, now));
            }
            else if (Breaks(path, was, current))
            {
                changed.Add(path);
                yield return new ContractChange($"'{path}' of the task '{now.Id}' is '{current.Text}' and was '{was.Text}'", current.Location ?? now.Location);
            }
        }

        foreach (var line in now.Lines)
        {
            if (!locked.Lines.ContainsKey(line.Key) && IsAskedFor(line.Key, line.Value, locked) && !changed.Any(above => ContractPath.IsBelow(line.Key, above)))
            {
                yield return new ContractChange($"'{line.Key}' of the task '{now.Id}' is new and required", line.Value.Location ?? now.Location);
            }
        }
    }

    // Who gives may always have given more; who is given may always be given less.
    private static bool Breaks(string path, ContractLine was, ContractLine now)
    {
        if (was.Text == now.Text || was.Text == ContractLine.None)
        {
            return false;
        }

        return was.Type != now.Type || (ContractPath.IsTaken(path) ? now.Nulls < was.Nulls || (was.IsOptional && !now.IsOptional) : now.Nulls > was.Nulls);
    }

    // In what is new altogether nothing was promised.
    private static bool IsAskedFor(string path, ContractLine line, Contract locked) =>
        ContractPath.IsTaken(path) && !line.IsOptional && line.Text != ContractLine.Value && !ContractPath.IsDerived(path) &&
        ContractPath.Parent(path) is { } parent && locked.Lines.ContainsKey(parent);

    private static Location? PlaceOf(string path, Contract now)
    {
        for (var parent = ContractPath.Parent(path); parent is not null; parent = ContractPath.Parent(parent))
        {
            if (now.Lines.TryGetValue(parent, out var line) && line.Location is { IsInSource: true })
            {
                return line.Location;
            }
        }

        return now.Location;
    }
}
