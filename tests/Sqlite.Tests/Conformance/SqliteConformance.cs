using Runnel.Testing.Conformance;

namespace Runnel.Sqlite.Tests.Conformance;

/// <summary>What every run store must do, this one does.</summary>
public sealed class SqliteConformance
{
    public static IEnumerable<TheoryDataRow<string>> Cases =>
        RunStoreConformance.CasesFor(SqliteFixture.Of).Select(row => new TheoryDataRow<string>(row.Name) { TestDisplayName = row.ToString() });

    [Theory, MemberData(nameof(Cases))]
    public async Task Holds(string name)
    {
        await using var fixture = new SqliteFixture();
        await RunStoreConformance.Case(name).RunAsync(fixture);
    }
}
