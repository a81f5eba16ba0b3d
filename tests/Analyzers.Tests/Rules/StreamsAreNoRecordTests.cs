using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamsAreNoRecordTests
{
    private const string Task = """[Task("t")] public partial class T { public void Run(S s) { } }""";

    [Theory]
    [InlineData("[Streams] public partial class [|S|];")]
    [InlineData("[Streams] public partial class [|S|](TaskStream<int> a) { public object A => a; }")]
    [InlineData("[Streams] public partial record [|S|] { public S(TaskStream<int> a) { } }")]
    public Task ClassOrRecordWithoutParameters_IsReported(string record) => Verify.ReportsAsync(
        Rule.StreamsAreNoRecord, "'S' is not a record with a parameter list; declare 'partial record S(TaskStream<T> Name, ...)'", record, Task, Caller.OfT);

    [Theory]
    [InlineData("[Streams] public partial record S(TaskStream<int> A);")]
    [InlineData("[Streams] public partial record S(); public record Other;")]
    [InlineData("[Streams] public partial record S;")]
    public Task RecordWithParameters_OrWithNone_IsNotReported(string record) => Verify.IsSilentAsync(record, Task, Caller.OfT);

    [Fact]
    public Task Struct_IsTheCompilersErrorAlone() => Verify.HasErrorsAsync(
        UserProgram.Of("[Streams] public partial record struct S(TaskStream<int> A);"), "CS0592");
}
