using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>The contracts that a project's file holds, beside those that the project declares.</summary>
/// <param name="locked">Those of the file.</param>
/// <param name="declared">Those of the project.</param>
internal sealed class LockedContracts(SortedDictionary<string, Contract> locked, DeclaredContracts declared)
{
    /// <summary>What the file has of tasks that are here no more.</summary>
    public IEnumerable<Contract> Gone => locked.Values.Where(contract => !declared.Has(contract.Id));

    /// <summary>Null where the project has no such file: then it has promised nothing.</summary>
    public static LockedContracts? Of(AnalyzerOptions options, Compilation compilation, CancellationToken cancellationToken) =>
        LockFile.In(options) is { } file && file.GetText(cancellationToken) is { } text
            ? new LockedContracts(LockFile.Read(text, file.Path), DeclaredContracts.Of(compilation))
            : null;

    /// <summary>The contract of a class, and what the file has of it; null where the class has none.</summary>
    public (Contract Now, Contract? Was)? Find(INamedTypeSymbol type) =>
        declared.Find(type) is { } now ? (now, locked.TryGetValue(now.Id, out var was) ? was : null) : null;
}
