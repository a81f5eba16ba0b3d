using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamIsNotUniqueTests
{
    private const string Task = """[Task("t")] public partial class T { public void Run(S s) { } }""";

    [Theory]
    [InlineData("""TaskStream<int> A, [Stream("a")] TaskStream<int> [|B|]""", "a", "A")]
    [InlineData("""[Stream("x")] TaskStream<int> A, TaskStream<int> B, [Stream("x")] TaskStream<int> [|C|]""", "x", "A")]
    [InlineData("""[Stream("x")] TaskStream<int> a, TaskStream<int> [|A|]""", "A", "a")]
    [InlineData("TaskStream<int> a, TaskStream<int> [|A|]", "a", "a")]
    public Task SecondStream_IsReportedOnce(string parameters, string name, string other) => Verify.ReportsAsync(
        Rule.StreamIsNotUnique,
        $"'{name}' already stands for the stream '{other}'; give one of the two another name or [Stream] key",
        $"[Streams] public partial record S({parameters});",
        Task,
        Caller.OfT);

    [Fact]
    public Task KeysThatDifferInCase_AreNotReported() => Verify.IsSilentAsync(
        """[Streams] public partial record S([Stream("x")] TaskStream<int> A, [Stream("X")] TaskStream<int> B);""", Task, Caller.OfT);

    [Fact]
    public async Task TwoParametersOfOneName_AreTheCompilersErrorAlone()
    {
        var errors = await UserProgram.Of("[Streams] public partial record S(TaskStream<int> A, TaskStream<int> A);", Task, Caller.OfT).Generate().ErrorsAsync();

        Assert.Contains(errors, error => error.Id == "CS0100");
        Assert.DoesNotContain(errors, error => error.Id.StartsWith("RNL", StringComparison.Ordinal));
    }
}
