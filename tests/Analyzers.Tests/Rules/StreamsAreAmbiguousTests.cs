using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamsAreAmbiguousTests
{
    private const string Records = """
        [Streams] public partial record S(TaskStream<int> A);
        [Streams] public partial record U(TaskStream<int> B);
        """;

    [Theory]
    [InlineData("S a, S [|b|]")]
    [InlineData("S a, int c, U [|b|], CancellationToken token")]
    public Task SecondRecord_IsReported(string parameters) => Verify.ReportsAsync(
        Rule.StreamsAreAmbiguous,
        "'b' is a second [Streams] record; declare all streams of the task in one",
        $$"""[Task("t")] public partial class T { public void Run({{parameters}}) { } }""",
        Records,
        Caller.OfT);

    [Fact]
    public Task OneRecordOfSeveralTasks_IsNotReported() => Verify.IsSilentAsync(
        """[Task("t")] public partial class T { public void Run(S a) { } } [Task("v")] public partial class V { public void Run(S a) { } }""", Records, Caller.OfT);
}
