using Runnel.Testing.Conformance;

namespace Runnel.Testing.Tests.Conformance;

public sealed class InMemoryConformance
{
    /// <summary>What the in-memory store does not do yet. Each must fail, so that this list ends with its reason.</summary>
    private static readonly string[] Missing =
    [
        // A run that is queued or delayed again while it stands in a queue already stands there twice, or too early.
        "A queued run that is queued again from outside is given once",
        "A queued run that is delayed from outside is not given before its time",
        "A run that is delayed twice until the same time is given once",

        // A delayed run gets its place when a take finds that it is due, not at the time when it was.
        "A delayed run stands before those that became ready when it was due already",

        // The second disposal takes away the observer's other registration.
        "Disposing a watch twice leaves the observer's other watch",
    ];

    public static IEnumerable<TheoryDataRow<string>> Cases => ConformanceRows.For(InMemoryFixture.Able, Missing);

    public static IEnumerable<TheoryDataRow<string>> ServerCases => ConformanceRows.For(ServerFixture.Able, Missing);

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

    [Fact]
    public async Task WhatIsMissing_IsMissingStill()
    {
        foreach (var name in Missing)
        {
            await using var fixture = new InMemoryFixture(store => store);
            await Assert.ThrowsAsync<ConformanceException>(() => RunStoreConformance.Case(name).RunAsync(fixture));
        }
    }
}
