using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamIsNoTaskStreamTests
{
    private const string Task = """[Task("t")] public partial class T { public void Run(S s) { } }""";

    [Theory]
    [InlineData("[|int|] A, TaskStream<int> B", "int")]
    [InlineData("TaskStream<int> B, [|IAsyncEnumerable<int>|] A", "System.Collections.Generic.IAsyncEnumerable<int>")]
    [InlineData("[|TaskStream<int>[]|] A", "Runnel.TaskStream<int>[]")]
    public Task OtherType_IsReported(string parameters, string type) => Verify.ReportsAsync(
        Rule.StreamIsNoTaskStream,
        $"Parameter 'A' is of type '{type}'; make it a TaskStream<T>, or a property in the record's body",
        $"[Streams] public partial record S({parameters});",
        Task,
        Caller.OfT);

    [Fact]
    public Task PropertyInTheBody_AndANullableChunk_AreNotReported() => Verify.IsSilentAsync(
        "[Streams] public partial record S(TaskStream<string?> A) { public int Count { get; set; } }", Task, Caller.OfT);

    [Theory]
    [InlineData("Typo A")]
    [InlineData("TaskStream<Typo> A")]
    public Task MissingType_IsTheCompilersErrorAlone(string parameter) => Verify.HasErrorsAsync(
        UserProgram.Of($"[Streams] public partial record S({parameter});", Task, Caller.OfT), "CS0246");
}
