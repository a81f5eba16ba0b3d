using Runnel.Testing.Conformance;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>The kit's cases as rows of a theory that show under their names.</summary>
internal static class ConformanceRows
{
    public static IEnumerable<TheoryDataRow<string>> For(StoreCapabilities capabilities, IReadOnlyCollection<string>? without = null) =>
        RunStoreConformance.CasesFor(capabilities)
            .Where(row => without?.Contains(row.Name) != true)
            .Select(row => new TheoryDataRow<string>(row.Name) { TestDisplayName = row.ToString() });
}
