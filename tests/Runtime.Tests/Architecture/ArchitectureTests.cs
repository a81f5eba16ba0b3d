namespace Runnel.Tests.Architecture;

public sealed class ArchitectureTests
{
    [Fact]
    public void FoldersOfTheRuntime_HaveNoCycles()
    {
        var edges = FolderDependencies.Read().Edges;
        Assert.InRange(edges.Count, low: 10, high: 100);
        var left = edges.Keys.SelectMany(edge => new[] { edge.From, edge.To }).ToHashSet();
        while (left.RemoveWhere(folder => edges.Keys.All(edge => edge.From != folder || !left.Contains(edge.To))) > 0)
        {
        }

        var cyclic = edges.Where(edge => left.Contains(edge.Key.From) && left.Contains(edge.Key.To))
            .Select(edge => $"{edge.Key.From} → {edge.Key.To}: {string.Join(", ", edge.Value)}");
        Assert.True(left.Count == 0, "These folders need each other:\n" + string.Join('\n', cyclic));
    }

    [Fact]
    public void NoFile_IsTooLong_AndMostAreShort()
    {
        var lengths = RuntimeSource.Files.Select(file => (File: file, Lines: File.ReadLines(file).Count())).OrderBy(file => file.Lines).ToList();

        Assert.InRange(lengths.Count, low: 50, high: 1000);
        Assert.DoesNotContain(lengths, file => file.Lines > 400);
        Assert.True(lengths[lengths.Count / 2].Lines < 100, $"median {lengths[lengths.Count / 2].Lines}");
    }
}
