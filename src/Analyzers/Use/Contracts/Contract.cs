using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>What a task has promised: its id, and a line for each member of what it takes, gives and streams, as these are in JSON.</summary>
/// <param name="id">The task's id.</param>
/// <param name="location">Where the id is given; null where it is read from a file.</param>
internal sealed class Contract(string id, Location? location)
{
    public string Id => id;

    public Location? Location => location;

    /// <summary>The lines by their paths.</summary>
    public SortedDictionary<string, ContractLine> Lines { get; } = new(StringComparer.Ordinal);

    public bool Says(Contract other) =>
        Lines.Count == other.Lines.Count && Lines.All(line => other.Lines.TryGetValue(line.Key, out var theirs) && line.Value.Text == theirs.Text);
}

/// <summary>What a contract says of one member.</summary>
/// <param name="Text">Its type, and whether it may be left out.</param>
/// <param name="Location">Where it is declared.</param>
internal sealed record ContractLine(string Text, Location? Location)
{
    /// <summary>Of a task that takes or gives nothing.</summary>
    public const string None = "none";

    /// <summary>Of a value of an enum.</summary>
    public const string Value = "value";

    public const string Optional = ", optional";

    public bool IsOptional => Text.EndsWith(Optional, StringComparison.Ordinal);

    public int Nulls => Text.Count(character => character == '?');

    /// <summary>The type alone.</summary>
    public string Type => (IsOptional ? Text.Substring(0, Text.Length - Optional.Length) : Text).Replace("?", "");
}
