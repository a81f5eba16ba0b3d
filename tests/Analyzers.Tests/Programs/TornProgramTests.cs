using Microsoft.CodeAnalysis.CSharp;
using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Tests.Golden;

namespace Runnel.Analyzers.Tests.Programs;

/// <summary>Programs as they are while they are typed: tokens missing, twice, or another's.</summary>
public sealed class TornProgramTests
{
    private const int Variants = 300;

    [Fact]
    public async Task TornProgram_IsReadByGeneratorAndAnalyzersWithoutAnException() => await ForEachSeedAsync(0, async (torn, seed) =>
    {
        // With all that a project can turn on: more rules look at declarations then.
        var program = LockedProgram.Of(LockedProgram.Contract, torn) with { Properties = TrimmedProgram.Property("PublishTrimmed", "true") };
        var errors = await program.Generate().ErrorsAsync();

        Assert.False(errors.Any(error => error.Id is "CS8785" or "AD0001"), $"seed {seed}:\n{string.Join('\n', errors)}\n\n{torn}");
        Assert.All(
            errors.Where(error => error.Id.StartsWith("RNL", StringComparison.Ordinal)),
            error => Assert.Equal("Source0.cs", error.Location.SourceTree?.FilePath));
    });

    [Fact]
    public Task TornStreamingCode_IsReadWithoutAnException() => Parallel.ForEachAsync(Enumerable.Range(0, Variants), async (seed, _) =>
    {
        var torn = TearApart(StreamingProgramTests.Source, seed);
        var all = await UserProgram.Of(torn, ChatProgram.Chat).Generate().AnalyzeAsync();

        Assert.False(all.Any(diagnostic => diagnostic.Id is "CS8785" or "AD0001"), $"seed {seed}:\n{string.Join('\n', all)}\n\n{torn}");
    });

    [Fact]
    public async Task TornProgram_GivesTheSameEachTime() => await ForEachSeedAsync(Variants, (torn, seed) =>
    {
        var first = UserProgram.Of(torn).Generate();
        var second = UserProgram.Of(torn).Generate();

        Assert.True(first.GeneratorDiagnostics.IsEmpty, $"seed {seed}:\n{string.Join('\n', first.GeneratorDiagnostics)}\n\n{torn}");
        Assert.Equal(first.Sources, second.Sources);
        return Task.CompletedTask;
    });

    private static Task ForEachSeedAsync(int first, Func<string, int, Task> test) => Parallel.ForEachAsync(
        Enumerable.Range(first, Variants),
        async (seed, _) => await test(TearApart(seed % 2 == 0 ? GoldenSources.Tasks : ToolProgramTests.Source, seed), seed));

    private static string TearApart(string source, int seed)
    {
#pragma warning disable CA5394 // The same programs each time.
        var random = new Random(seed);
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var position = random.Next(tokens.Count);
            switch (random.Next(3))
            {
                case 0:
                    tokens.RemoveAt(position);
                    break;
                case 1:
                    tokens.Insert(position, tokens[position]);
                    break;
                default:
                    tokens[position] = tokens[random.Next(tokens.Count)];
                    break;
            }
        }
#pragma warning restore CA5394
        return string.Concat(tokens);
    }
}
