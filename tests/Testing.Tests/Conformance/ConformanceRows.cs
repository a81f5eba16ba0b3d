using Runnel.Testing.Conformance;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>The kit's cases as rows of a theory that show under their names.</summary>
internal static class ConformanceRows
{
    public static IEnumerable<TheoryDataRow<string>> For(StoreCapabilities capabilities) =>
        RunStoreConformance.CasesFor(capabilities)
            .Select(row => new TheoryDataRow<string>(row.Name) { TestDisplayName = row.ToString() });
}
