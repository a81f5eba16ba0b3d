using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Closedness;

/// <summary>A union has the cases that were emitted, and no others.</summary>
public sealed class ClosedUnionTests
{
    private const string Source = """
        using Runnel;
        [Streams] public sealed partial record S(TaskStream<int> Numbers);
        [Task("t")] public partial class T { public void Run(S s) { } }
        """;

    private static readonly Lazy<GeneratedProject> Library = new(() => (UserProject.Of(Source) with { AssemblyName = "Library" }).Generate());

    [Theory]
    [InlineData("record Evil : T.StreamPart;")]
    [InlineData("record Evil(T.StreamPart Original) : T.StreamPart(Original);")]
    [InlineData("record Evil : T.StreamPart { public Evil(T.StreamPart part) : base(part) { } }")]
    [InlineData("record Evil : T.StreamPart { public Evil(T.StreamPart part) : base(part) { } private protected override int Case => 9; }")]
    [InlineData("abstract record Evil : T.StreamPart { protected Evil(T.StreamPart part) : base(part) { } } record Worse : Evil { public Worse(T.StreamPart part) : base(part) { } }")]
    [InlineData("record Evil : T.StreamPart.Numbers { public Evil(T.StreamPart.Numbers part) : base(part) { } }")]
    [InlineData("class Evil : T.StreamPart;")]
    public void DerivationInAnotherAssembly_DoesNotCompile(string source)
    {
        var errors = Referencing(source).ErrorIds;

        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Contains(error, new[] { "CS0534", "CS0122", "CS0115", "CS0509", "CS8867", "CS8865", "CS7036", "CS1729", "CS0506" }));
    }

    [Fact]
    public void ASwitchOverEveryCase_Compiles() => Referencing("""
        using Runnel;
        static class Reader
        {
            static string Read(T.StreamPart part)
            {
                switch (part)
                {
                    case T.StreamPart.Run(var snapshot): return snapshot.Id;
                    case T.StreamPart.Numbers(var number): return $"{number}";
                    case T.StreamPart.StreamEnded(var key, StreamEndReason.Completed, _): return key;
                    case T.StreamPart.StreamEnded { Error: var error }: return $"{error}";
                    case T.StreamPart.Unknown(var key, var chunk): return key + chunk.GetRawText();
                    default: throw new System.Diagnostics.UnreachableException();
                }
            }

            static string Shorter(T.StreamPart part) => part switch
            {
                T.StreamPart.Run => "run",
                T.StreamPart.Numbers { Chunk: > 0, Cursor: var cursor, Attempt: 1 } => cursor.ToString(),
                _ => part.Timestamp.ToString(),
            };
        }
        """).AssertCompiles();

    [Fact]
    public void ACaseThatDoesNotExist_IsTheCompilersError() =>
        Assert.Equal(["CS0426"], Referencing("static class R { static bool Is(T.StreamPart part) => part is T.StreamPart.Letters; }").ErrorIds);

    [Fact]
    public void ACaseOfAnotherTask_IsTheCompilersError() => Assert.Equal(
        ["CS8121"],
        Referencing("""[Runnel.Task("o")] public partial class O { public void Run() { } } static class R { static bool Is(O.StreamPart part) => part is T.StreamPart.Run { Attempt: 1 }; }""").ErrorIds);

    private static GeneratedProject Referencing(string source) =>
        new UserProject { Sources = [source], References = [.. UserProject.FrameworkReferences, Library.Value.ToReference()] }.Generate();
}
