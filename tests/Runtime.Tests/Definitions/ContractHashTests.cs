using Runnel.Definitions;
using Runnel.Json;
using Runnel.Tests.Harness;

namespace Runnel.Tests.Definitions;

public sealed class ContractHashTests
{
    [Fact]
    public void AHandWrittenCopy_HasTheSameHash() => Assert.Equal(Hash<Ask, Told>(), Hash<Copies.Question, Copies.Reply>());

    [Fact]
    public void AChangedShape_ChangesTheHash()
    {
        string[] hashes =
        [
            Hash<Ask, Told>(),
            Hash<Renamed, Told>(),
            Hash<Nullable, Told>(),
            Hash<Longer, Told>(),
            Hash<Ask, NoOutput>(),
            Hash<Ask, Told>(new StreamContract("words", typeof(string))),
            Hash<Ask, Told>(new StreamContract("words", typeof(int))),
            Hash<Ask, Told>(new StreamContract("others", typeof(string))),
        ];

        Assert.Distinct(hashes);
    }

    [Fact]
    public void TheOrderOfStreams_DoesNotMatter() => Assert.Equal(
        Hash<Ask, Told>(new("a", typeof(int)), new("b", typeof(string))), Hash<Ask, Told>(new("b", typeof(string)), new("a", typeof(int))));

    [Fact]
    public void ATypeWithoutJsonContract_HasAHashAllTheSame() => Assert.NotEmpty(Hash<Ask, Told>(new StreamContract("odd", typeof(Action))));

    private static string Hash<TPayload, TOutput>(params StreamContract[] streams)
        where TPayload : notnull => ContractHash.Of(new TaskContract<TPayload, TOutput, TestPart>("t", parts: null!, streams), RunnelJson.Create([], []));

    internal enum Mood { Good, Bad }

    internal sealed record Ask(string Text, Mood Mood, List<Ask> Before, Dictionary<string, int?> Marks);

    internal sealed record Renamed(string Words, Mood Mood, List<Renamed> Before, Dictionary<string, int?> Marks);

    internal sealed record Nullable(string? Text, Mood Mood, List<Nullable> Before, Dictionary<string, int?> Marks);

    internal sealed record Longer(string Text, Mood Mood, List<Longer> Before, Dictionary<string, int?> Marks, int More);

    internal sealed record Told(string Text);

    private static class Copies
    {
        internal enum Feeling { Bad = 1, Good = 0 }

        internal sealed class Question
        {
            public required Question[] Before { get; init; }

            public IDictionary<string, int?> Marks { get; init; } = null!;

            public string Text { get; set; } = "";

            public Feeling Mood { get; set; }
        }

        internal struct Reply
        {
            public string Text { get; set; }
        }
    }
}
