using Runnel.Testing.Conformance;

namespace Runnel.Testing.Tests.Conformance;

public sealed class InMemoryConformance
{
    public static IEnumerable<TheoryDataRow<string>> Cases => ConformanceRows.For(InMemoryFixture.Able);

    public static IEnumerable<TheoryDataRow<string>> ServerCases => ConformanceRows.For(ServerFixture.Able);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Holds(string name)
    {
        await using var fixture = new InMemoryFixture();
        await RunStoreConformance.Case(name).RunAsync(fixture);
    }

    [Theory]
    [MemberData(nameof(ServerCases))]
    public async Task Holds_BehindConnectionsThatBreak(string name)
    {
        await using var fixture = new ServerFixture();
        await RunStoreConformance.Case(name).RunAsync(fixture);
    }
}
