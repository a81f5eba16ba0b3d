using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>The contracts that a project declares, beside those that its file holds.</summary>
internal sealed class LockedContracts
{
    private readonly Lazy<SortedDictionary<string, Contract>> declared;

    private LockedContracts(SortedDictionary<string, Contract> locked, IAssemblySymbol assembly) =>
        (Locked, declared) = (locked, new Lazy<SortedDictionary<string, Contract>>(() => DeclaredContracts.In(assembly)));

    public SortedDictionary<string, Contract> Locked { get; }

    public SortedDictionary<string, Contract> Declared => declared.Value;

    /// <summary>Null where the project has no such file: then it has promised nothing.</summary>
    public static LockedContracts? Of(AnalyzerOptions options, Compilation compilation, CancellationToken cancellationToken) =>
        LockFile.In(options) is { } file && file.GetText(cancellationToken) is { } text
            ? new LockedContracts(LockFile.Read(text, file.Path), compilation.Assembly)
            : null;

    /// <summary>The contract of a class, and what the file has of it; null where the id belongs to another class.</summary>
    public (Contract Now, Contract? Was)? Find(INamedTypeSymbol type) =>
        DeclaredContracts.Of(type) is { } now && Declared.TryGetValue(now.Id, out var owner) && Equals(owner.Location, now.Location)
            ? (now, Locked.TryGetValue(now.Id, out var was) ? was : null)
            : null;
}
