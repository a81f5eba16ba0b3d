using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>
/// Collects what is wrong while a parser builds the best model that it can. The analyzers report it; the generator only asks
/// whether there is anything and drops the list, so that no location enters its models.
/// </summary>
internal sealed class ProblemList
{
    private readonly List<Problem> problems = [];

    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>
    /// Whether the declaration cannot be carried out. Also set, without a problem of ours, where the compiler reports a type
    /// that does not exist.
    /// </summary>
    public bool IsBroken { get; private set; }

    public void Add(Rule rule, Location? location, params string[] arguments)
    {
        problems.Add(new Problem(rule, location, arguments.ToEquatableArray()));
        IsBroken = true;
    }

    public void Add(Rule rule, ISymbol symbol, params string[] arguments) => Add(rule, symbol.Locations.FirstOrDefault(), arguments);

    public void Add(Rule rule, AttributeData attribute, params string[] arguments) => Add(rule, Locations.Of(attribute), arguments);

    /// <summary>Takes over what is wrong with a part.</summary>
    public void AddAll(ProblemList part)
    {
        problems.AddRange(part.problems);
        IsBroken |= part.IsBroken;
    }

    /// <summary>Notes what the compiler reports itself.</summary>
    public void AddUnresolved() => IsBroken = true;
}
