using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>The contracts that an assembly declares: those of its tasks, and of the clients that it has for tasks elsewhere. Each is read once, when it is asked for.</summary>
internal sealed class DeclaredContracts
{
    private static readonly ConditionalWeakTable<Compilation, DeclaredContracts> Known = new();

    private readonly SortedDictionary<string, INamedTypeSymbol> owners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Contract> contracts = new(StringComparer.Ordinal);

    private DeclaredContracts(IAssemblySymbol assembly)
    {
        foreach (var type in DeclaredTypes.In(assembly))
        {
            if (ContractReader.IdOf(type) is { } id && (!owners.TryGetValue(id, out var owner) || Owns(type, owner)))
            {
                owners[id] = type;
            }
        }
    }

    /// <summary>All contracts, by their ids.</summary>
    public IEnumerable<Contract> All => owners.Keys.Select(id => Find(id)!);

    public static DeclaredContracts Of(Compilation compilation) => Known.GetValue(compilation, static of => new DeclaredContracts(of.Assembly));

    /// <summary>Whether a class here declares the contract of a task.</summary>
    public bool Has(string id) => owners.ContainsKey(id);

    /// <summary>The contract of a task.</summary>
    public Contract? Find(string id) => owners.TryGetValue(id, out var owner) ? contracts.GetOrAdd(id, _ => ContractReader.Read(owner, id)) : null;

    /// <summary>The contract that a class declares; null of any other class, and where the id belongs to another class.</summary>
    public Contract? Find(INamedTypeSymbol type) =>
        ContractReader.IdOf(type) is { } id && owners.TryGetValue(id, out var owner) && SymbolEqualityComparer.Default.Equals(owner, type) ? Find(id) : null;

    // Of a task and a client with one id it is the task's, and always the same one's of two.
    private static bool Owns(INamedTypeSymbol type, INamedTypeSymbol other)
    {
        var (isTask, isOtherTask) = (type.AttributeOfTask() is not null, other.AttributeOfTask() is not null);
        return isTask == isOtherTask ? string.CompareOrdinal(type.ToDisplayString(), other.ToDisplayString()) < 0 : isTask;
    }
}
