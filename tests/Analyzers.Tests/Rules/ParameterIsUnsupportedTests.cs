using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ParameterIsUnsupportedTests
{
    [Theory]
    [InlineData("[|IDisposable|] a", "System.IDisposable", "an interface cannot be read from JSON; declare a class or record, and take a service in the constructor")]
    [InlineData("[|Func<int>|] a", "System.Func<int>", "a delegate cannot be stored; declare a type for its data")]
    [InlineData("int b, [|MemoryStream|] a", "System.IO.MemoryStream", "a stream cannot be stored; use what is in it")]
    [InlineData("[|List<object>|] a", "System.Collections.Generic.List<object>", "it says nothing about what is stored; declare a type")]
    [InlineData("[|(int A, int B)|] a", "(int A, int B)", "a tuple has no JSON form; declare a record")]
    [InlineData("[|dynamic|] a", "dynamic", "it says nothing about what is stored; declare a type")]
    [InlineData("[|ReadOnlySpan<char>|] a", "System.ReadOnlySpan<char>", "it cannot leave the stack; use an array or a string")]
    [InlineData("[|TaskStream<int>|] a", "Runnel.TaskStream<int>", "streams belong in a [Streams] record")]
    [InlineData("[|Task<int>|] a", "System.Threading.Tasks.Task<int>", "a task cannot be stored; use its result")]
    public Task ParameterType_IsReported(string parameters, string type, string why) => Verify.ReportsAsync(
        Rule.ParameterIsUnsupported,
        $"Parameter 'a' of type '{type}' cannot be bound: {why}",
        $$"""[Task("t")] public partial class T { public void Run({{parameters}}) { } }""",
        Caller.OfT);

    [Fact]
    public Task StreamsOfATool_AreReportedByThisRuleAlone() => Verify.HasErrorsAsync(
        UserProgram.Of("""[Streams] public partial record S(TaskStream<int> A); [Tools] public partial class W { [Tool] public int Add(S a, S b) => 1; }""", Caller.OfW),
        "RNL1012",
        "RNL1012");

    [Fact]
    public Task EachParameter_IsReportedOnItsOwn() => Verify.HasErrorsAsync(
        UserProgram.Of("""[Task("t")] public partial class T { public void Run(IDisposable a, Action b) { } }""", Caller.OfT),
        "RNL1012",
        "RNL1012");

    [Theory]
    [InlineData("[|TaskContext|] a", "Runnel.TaskContext", "only a task has one; make the tool a [ToolTask]")]
    [InlineData("int b, [|S|] a", "S", "only a task has one; make the tool a [ToolTask]")]
    [InlineData("[|IDisposable|] a", "System.IDisposable", "an interface cannot be read from JSON; declare a class or record, and take a service in the constructor")]
    [InlineData("int A, int [|a|]", "int", "its name differs from another one's in case alone, which JSON ignores; rename one of them")]
    public Task ParameterOfATool_IsReported(string parameters, string type, string why) => Verify.ReportsAsync(
        Rule.ParameterIsUnsupported,
        $"Parameter 'a' of type '{type}' cannot be bound: {why}",
        $$"""[Streams] public partial record S(TaskStream<int> A); [Tools] public partial class W { [Tool] public int Add({{parameters}}) => 1; [Tool] public int Sum(int a) => a; }""",
        Caller.OfW);

    [Theory]
    [InlineData("string a, int? b, Guid[] c, IReadOnlyDictionary<string, int>? d = null")]
    [InlineData("IEnumerable<string> a, CancellationToken token, TaskContext context")]
    [InlineData("Prompt a")]
    [InlineData("Prompt? a")]
    public Task TypeThatJsonHolds_IsNotReported(string parameters) => Verify.IsSilentAsync(
        $$"""public record Prompt(string Text); [Task("t")] public partial class T { public void Run({{parameters}}) { } }""", Caller.OfT);
}
