using Microsoft.CodeAnalysis;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Suppressors;

public sealed class CompleteSwitchSuppressorTests
{
    private const string Reasons = "StreamEndReason.Completed or StreamEndReason.Failed or StreamEndReason.Superseded or StreamEndReason.DrainTimedOut";

    [Theory]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.StreamEnded => 4, Part.Unknown => 5")]
    [InlineData("Part.Run(var run) => 1, Part.Model(_) => 2, Part.Fetch { } => 3, Part.StreamEnded ended => ended.Attempt, Part.Unknown(var key, { } chunk) => 5")]
    [InlineData("Part.Run(_) => 1, Part.Model { Chunk: var text } => 2, Part.Fetch(string html) => 3, Part.StreamEnded(var key, _, var error) => 4, Part.Unknown(string key, JsonElement chunk) => 5")]
    [InlineData("Part.Run or Part.Model => 1, (Part.Fetch or Part.StreamEnded) and var two => two.Attempt, Part.Unknown { Chunk: { } } => 5")]
    [InlineData("Part.Model { Chunk.Length: > 3 } => 0, Part.Model => 1, Part.Run when part.Attempt > 1 => 1, not Part.Model => 2")]
    [InlineData("Part.Model => 1, not Part.Model => 2")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.Unknown => 5, Part.StreamEnded { Reason: " + Reasons + " } => 6, Part.StreamEnded(_, StreamEndReason.Interrupted, _) => 7")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.Unknown => 5, Part.StreamEnded { Error: { } error } => error, Part.StreamEnded { Error: null, Reason: var why } => why")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.Unknown => 5, Part.StreamEnded(_, _, null) => 6, Part.StreamEnded(_, _, not null) => 7")]
    [InlineData("Part.Run => 1, Part.Model(\"\" or \"a\") => 2, Part.Model(not \"a\") => 2, Part.Fetch => 3, Part.Unknown => 5, Part.StreamEnded => 6")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.Unknown => 5, Part.StreamEnded { Reason: StreamEndReason.Completed } => 6, Part.StreamEnded { Reason: not StreamEndReason.Completed } => 7")]
    public async Task CompleteSwitch_HasNoWarning(string arms) => Assert.Empty(await WarningsOfAsync(arms));

    [Fact]
    public async Task SwitchThatNamesEachReason_HasNoWarning()
    {
        // The first to be asked about is the reason's number: that is then what the compiler finds missing.
        const string Arms = "Part.StreamEnded { Reason: " + Reasons + " or StreamEndReason.Interrupted } => 6, not Part.StreamEnded => 1";

        Assert.Equal(["CS8524"], await WarningsOfAsync(Arms, isSuppressed: false));
        Assert.Empty(await WarningsOfAsync(Arms));
    }

    [Theory]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.StreamEnded => 4")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.StreamEnded => 4, Part.Unknown => 5")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.StreamEnded { Error: { } error } => 4, Part.Unknown => 5")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.StreamEnded(_, _, { } error) => 4, Part.Unknown => 5")]
    [InlineData("Part.Run => 1, Part.Model(\"a\") => 2, Part.Fetch => 3, Part.StreamEnded => 4, Part.Unknown => 5")]
    [InlineData("Part.Run => 1, Part.Model { Chunk.Length: > 3 } => 2, Part.Fetch => 3, Part.StreamEnded => 4, Part.Unknown => 5")]
    [InlineData("Part.Run => 1, Part.Model { Attempt: 1 } => 2, Part.Fetch => 3, Part.StreamEnded => 4, Part.Unknown => 5")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch when part.Attempt > 1 => 3, Part.StreamEnded => 4, Part.Unknown => 5")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.Unknown => 5, Part.StreamEnded { Reason: " + Reasons + " } => 6")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.Unknown => 5, Part.StreamEnded { Reason: " + Reasons + " } => 6, Part.StreamEnded { Reason: StreamEndReason.Interrupted, Key: \"a\" } => 7")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.Unknown => 5, Part.StreamEnded { Error: { } error, Attempt: 1 } => error, Part.StreamEnded { Error: null } => 6")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.Unknown => 5, Part.StreamEnded { Error: { Message: \"a\" } error } => error, Part.StreamEnded { Error: null } => 6")]
    [InlineData("Part.Run => 1, Part.Model(\"\") => 2, Part.Model(not \"a\") => 2, Part.Fetch => 3, Part.Unknown => 5, Part.StreamEnded => 6")]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.Unknown => 5, Part.StreamEnded { Reason: StreamEndReason.Completed } => 6, Part.StreamEnded { Error: not null } => 7")]
    public async Task IncompleteSwitch_KeepsItsWarning(string arms) => Assert.Equal(["CS8509"], await WarningsOfAsync(arms));

    [Theory]
    [InlineData("T.StreamPart.Objects(Mode.Read) => 1, T.StreamPart.Objects(not 1) => 1, not T.StreamPart.Objects => 2", "CS8509")]
    [InlineData("T.StreamPart.Empties((Empty)1) => 1, not T.StreamPart.Empties => 2", "CS8524")]
    [InlineData("T.StreamPart.Foos(not IEnumerable<object>) => 1, not T.StreamPart.Foos => 2", "CS8509")]
    [InlineData("T.StreamPart.Texts(not object[]) => 1, not T.StreamPart.Texts => 2", "CS8509")]
    public async Task ChunkThatIsMoreThanItSeems_KeepsTheWarning(string arms, string warning) => Assert.Equal(
        [warning],
        await WarningsOfAsync(
            UserProgram.Of(
                $$"""
                public enum Mode { Read = 1 } public enum Empty; public sealed class Foo : List<string>;
                [Streams] public sealed partial record S(TaskStream<object> Objects, TaskStream<Empty> Empties, TaskStream<Foo> Foos, TaskStream<string[]> Texts);
                [Task("t")] public sealed partial class T { public void Run(S streams) => Console.Write(streams); }
                static class Reader { static int Read(T.StreamPart part) => part switch { {{arms}} }; }
                """),
            isSuppressed: true));

    [Theory]
    [InlineData("T.StreamPart.Shapes(not Circle) => 2, T.StreamPart.Modes => 3")]
    [InlineData("T.StreamPart.Shapes(not Square) => 2, T.StreamPart.Modes => 3")]
    [InlineData("T.StreamPart.Shapes => 2, T.StreamPart.Modes(Mode.Read) => 3, T.StreamPart.Modes(Mode.Write) => 4")]
    public async Task ChunkThatMayBeMoreThanItSays_KeepsTheWarning(string arms) => Assert.Equal(
        ["CS8509"],
        await WarningsOfAsync(
            UserProgram.Of(
                $$"""
                public interface IShape; public class Circle : IShape; public sealed class Square : IShape;
                [Flags] public enum Mode { Read = 1, Write = 2 }
                [Streams] public sealed partial record S(TaskStream<IShape> Shapes, TaskStream<Mode> Modes);
                [Task("t")] public sealed partial class T
                {
                    public async Task RunAsync(S streams) { await streams.Shapes.WriteAsync(new Circle()); await streams.Modes.WriteAsync(Mode.Read); }
                }
                static class Reader { static int Read(T.StreamPart part) => part switch { T.StreamPart.Run => 1, T.StreamPart.StreamEnded => 8, T.StreamPart.Unknown => 9, {{arms}} }; }
                """),
            isSuppressed: true));

    [Fact]
    public async Task ReasonThatAnExtensionGives_IsNotTheReason()
    {
        const string Arms = "Part.StreamEnded(" + Reasons + " or StreamEndReason.Interrupted, _) => 6, not Part.StreamEnded => 1";
        const string Extension = " static class Ends { public static void Deconstruct(this Part.StreamEnded ended, out StreamEndReason Reason, out int other) => (Reason, other) = (default, 0); }";

        Assert.Equal(["CS8524"], await WarningsOfAsync(UserProgram.Of(Source(Arms, "Part part") + Extension, ChatProgram.Chat), isSuppressed: true));
    }

    [Theory]
    [InlineData("T.StreamPart.Pairs((_, _)) => 2", true)]
    [InlineData("T.StreamPart.Pairs((string first, int second)) => 2", true)]
    [InlineData("T.StreamPart.Pairs((var first, > 3)) => 2", false)]
    [InlineData("T.StreamPart.Pairs((null, _)) => 2", false)]
    public async Task ChunkThatAnExtensionTakesApart_IsCoveredByWhatThatGives(string arms, bool isComplete) => Assert.Equal(
        isComplete ? [] : ["CS8509"],
        await WarningsOfAsync(
            UserProgram.Of(
                $$"""
                public class Pair;
                static class Pairs
                {
                    public static void Deconstruct(this Pair pair, out string first, out int second) => (first, second) = ("", 1);
                }
                [Streams] public sealed partial record S(TaskStream<Pair> Pairs);
                [Task("t")] public sealed partial class T { public async Task RunAsync(S streams) => await streams.Pairs.WriteAsync(new Pair()); }
                static class Reader { static int Read(T.StreamPart part) => part switch { T.StreamPart.Run => 1, T.StreamPart.StreamEnded => 8, T.StreamPart.Unknown => 9, {{arms}} }; }
                """),
            isSuppressed: true));

    [Fact]
    public async Task CaseWithAGuard_KeepsItsWarning() => Assert.Equal(
        ["CS8846"], await WarningsOfAsync("Part.Run => 1, Part.Model => 2, Part.Fetch when part.Attempt > 1 => 3, Part.StreamEnded => 4, Part.Unknown => 5, { } when part.Attempt < 0 => 6"));

    [Theory]
    [InlineData("", 1)]
    [InlineData("null => 0, ", 0)]
    public async Task NullThatMayCome_HasToBeHandled(string handled, int warnings) => Assert.Equal(
        warnings,
        (await WarningsOfAsync(handled + "Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.StreamEnded => 4, Part.Unknown => 5", parameter: "Part? part")).Count);

    [Theory]
    [InlineData("Part.Run => 1, Part.Model => 2, Part.Fetch => 3, Part.StreamEnded => 4, Part.Unknown => 5")]
    [InlineData("Part.Run(var run) => 1, Part.Model(_) => 2, not (Part.Run or Part.Model or Part.StreamEnded) => 3, Part.StreamEnded(_, " + Reasons + " or StreamEndReason.Interrupted, _) => 6")]
    public async Task UnionOfAReferencedAssembly_IsComplete(string arms)
    {
        var program = UserProgram.Of(Source(arms, "Part part"));
        Assert.Empty(await WarningsOfAsync(program with { References = [ChatProgram.AsLibrary()] }, isSuppressed: true));
    }

    [Fact]
    public async Task UnionOfTheUsers_KeepsItsWarning() => Assert.Equal(
        ["CS8509"],
        await WarningsOfAsync(
            UserProgram.Of(
                """
                public abstract record Shape { public sealed record Circle : Shape; }
                static class Reader { static int Read(Shape shape) => shape switch { Shape.Circle => 1 }; }
                """),
            isSuppressed: true));

    private static Task<IReadOnlyList<string>> WarningsOfAsync(string arms, bool isSuppressed = true, string parameter = "Part part") =>
        WarningsOfAsync(UserProgram.Of(Source(arms, parameter), ChatProgram.Chat), isSuppressed);

    private static async Task<IReadOnlyList<string>> WarningsOfAsync(UserProgram program, bool isSuppressed)
    {
        var generated = program.Generate();
        var all = isSuppressed ? await generated.AnalyzeAsync() : generated.Compilation.GetDiagnostics();
        Assert.Empty(all.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "AD0001"));
        return [.. all.Where(diagnostic => diagnostic is { Severity: DiagnosticSeverity.Warning, IsSuppressed: false } && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)).Select(diagnostic => diagnostic.Id)];
    }

    private static string Source(string arms, string parameter) => "using System.Text.Json;\n" + ChatProgram.Reader($"return part switch {{ {arms} }};", parameter);
}
