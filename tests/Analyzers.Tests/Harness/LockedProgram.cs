namespace Runnel.Analyzers.Tests.Harness;

/// <summary>A project whose contracts are locked.</summary>
internal static class LockedProgram
{
    public const string File = "RunnelContracts.txt";

    public const string Head = """
        # What the tasks of this project have promised to those who call them, and to runs that are stored: what they take, give and stream, as JSON.
        # A change that breaks a promise is RNL3008, one that is not written down here yet RNL3009; the fix of either writes it down.

        """;

    /// <summary>The contract of <see cref="Price"/>.</summary>
    public const string Contract = """

        task price
          output: object
          output.lines: object[]
          output.lines[].amount: decimal
          output.lines[].under: like output.lines[]
          output.total: decimal?
          payload: object
          payload.board: enum, optional
          payload.board.Full: value
          payload.board.None: value
          payload.guests: object[]
          payload.guests[].name: string
          payload.item: string
          payload.note: string?, optional
          stream log: string
          stream steps: object
          stream steps.done: int

        """;

    /// <summary>A task, with all kinds of members.</summary>
    public const string Price = """
        using System.Text.Json.Serialization;
        namespace MyApp
        {
            public enum Board { None, Full }
            public sealed record Guest(string Name);
            public sealed record Order([property: JsonPropertyName("item")] string Article, IReadOnlyList<Guest> Guests, Board Board = Board.None, string? Note = null) { [JsonIgnore] public int Count { get; set; } public int Length => Article.Length; }
            public sealed record Line(decimal Amount, Line Under);
            public sealed record Receipt(decimal? Total, List<Line> Lines);
            public sealed record Step(int Done);
            [Streams] public sealed partial record PriceStreams(TaskStream<Step> Steps, [Stream("log")] TaskStream<string> Text);
            [Task("price")] public sealed partial class Price { public Receipt Run(Order order, PriceStreams streams) { _ = (streams.Steps, streams.Text); return new(1, []); } }
        }
        """;

    /// <summary>A project with the task that it has locked, changed in one place.</summary>
    public static UserProgram Changed(string before, string after)
    {
        Assert.Contains(before, Price, StringComparison.Ordinal);
        return Of(Head + Contract, Price.Replace(before, after, StringComparison.Ordinal));
    }

    public static UserProgram Of(string contracts, params string[] sources) => UserProgram.Of(sources) with
    {
        AdditionalFiles = new Dictionary<string, string>(StringComparer.Ordinal) { ["Other.txt"] = "task other\n", [File] = contracts },
    };
}
