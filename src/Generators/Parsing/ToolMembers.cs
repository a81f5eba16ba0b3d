using Microsoft.CodeAnalysis;

namespace Runnel.Generators.Parsing;

/// <summary>The names that a set's tools take: to models, and in the class that they are emitted into.</summary>
internal sealed class ToolMembers(INamedTypeSymbol set, ProblemList problems)
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    // Their files are told apart without regard to case.
    private readonly Dictionary<string, string> members = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the class has a member of a name that is to be emitted.</summary>
    public bool AreTaken { get; private set; }

    /// <summary>Takes the names of a tool task; says whether they are free.</summary>
    public bool AddTask(string name, string member, Location? location) => AddName(name, member, location) && Add(member, Tool(member), location);

    /// <summary>Takes the names of a method; says whether they are free.</summary>
    public bool AddMethod(string name, string member, bool hasArguments, Location? location) =>
        AddName(name, member, location) && ToolNames.MembersOf(member, hasArguments).All(emitted => Add(emitted, Tool(member), location));

    /// <summary>Takes the name of an emitted member.</summary>
    public bool Add(string member, string owner, Location? location)
    {
        if (!Take(members, member, owner, "rename the method or class of one of the two", location))
        {
            return false;
        }

        AreTaken |= GeneratedNames.ReportTaken(set, [member], problems);
        return true;
    }

    private bool AddName(string name, string member, Location? location) =>
        Take(names, name, Tool(member), "give one of the two another name, in [Tool] or with Name in [ToolTask]", location);

    private static string Tool(string member) => $"the tool '{member}'";

    private bool Take(Dictionary<string, string> taken, string name, string owner, string mend, Location? location)
    {
        if (taken.TryGetValue(name, out var other))
        {
            problems.Add(Rule.ToolIsNotUnique, location, name, other, mend);
            return false;
        }

        taken[name] = owner;
        return true;
    }
}
