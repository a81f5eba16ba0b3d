using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class TaskIsNotReachableTests
{
    private const string Message = "'T' is hidden by its own accessibility or that of an enclosing type, so generated code cannot name it; make them internal or public";

    [Theory]
    [InlineData("""public partial class Outer { [Task("t")] private partial class [|T|] { public void Run() { } } }""")]
    [InlineData("""public partial class Outer { [Task("t")] protected partial class [|T|] { public void Run() { } } }""")]
    [InlineData("""public partial class Outer { [Task("t")] private protected partial class [|T|] { public void Run() { } } }""")]
    [InlineData("""public partial class Outer { partial class Inner { [Task("t")] public partial class [|T|] { public void Run() { } } } }""")]
    [InlineData("""public partial class Outer { [TaskClient<NoPayload, NoOutput, NoStreams>("t")] private partial class [|T|]; }""")]
    [InlineData("""public partial class Outer { [TaskClient<NoPayload, NoOutput, NoStreams>("t")] private static partial class [|T|]; }""")]
    public Task HiddenClass_IsReported(string source) => Verify.ReportsAsync(
        Rule.TaskIsNotReachable, Message, source, "static class Host { static object Configure(RunnelBuilder runnel) => runnel.AddTasks(); }");

    [Theory]
    [InlineData("""[Task("t")] file partial class [|T|] { public void Run() { } }""")]
    [InlineData("""file partial class [|Outer|] { [Task("t")] public partial class T { public void Run() { } } }""")]
    [InlineData("[Streams] file partial record [|T|](TaskStream<int> A);")]
    [InlineData("[TaskModule] file static partial class [|T|];")]
    public Task FileLocalType_IsReported(string source) => Verify.ReportsAsync(Rule.TaskIsNotReachable, Message, source);

    [Theory]
    [InlineData("""public partial class Outer { [Tools] private partial class [|W|] { [Tool] public int Add(int a) => a; } }""", "W")]
    [InlineData("""public partial class Outer { [Tools] private partial class [|W|] { public record P(int A); [Tool] public P Add(P p) => p; } }""", "W")]
    [InlineData("""[Tools] file partial class [|W|] { [Tool] public int Add(int a) => a; }""", "W")]
    [InlineData("""public partial class Outer { [ToolTask("t")] private partial class [|T|] { public void Run() { } } [Tools(typeof(T))] public partial class W { [Tool] public int Add(int a) => a; } }""", "T")]
    public Task HiddenSetOfTools_AndHiddenToolTask_AreReported(string source, string name) => Verify.ReportsAsync(
        Rule.TaskIsNotReachable,
        Message.Replace("'T'", $"'{name}'", StringComparison.Ordinal),
        source,
        "static class Host { static object Configure(RunnelBuilder runnel) => runnel.AddTasks(); }");

    [Theory]
    [InlineData("""[Tools] public partial class W { record P(int A); [Tool] int Add(P p) => p.A; [Tool] public int Sum(int a) => a; }""")]
    [InlineData("""[Tools] public partial class W { record P(int A); [Tool] int Add(int a, List<P> p) => p.Count; }""")]
    [InlineData("""[Tools] internal partial class W { protected enum P { A } [Tool] protected Task<P?> AddAsync() => null!; }""")]
    [InlineData("""partial class Outer { class P { public class Q; } [Tools] internal partial class W { [Tool] void Add(P.Q q) { } } }""")]
    public Task HiddenTypeOfAToolThatIsAsHidden_IsSilent(string source) => Verify.IsSilentAsync(source);

    [Theory]
    [InlineData("""public partial class Outer { [Task("t")] protected internal partial class T { public void Run() { } } }""")]
    [InlineData("""partial class Outer { [Task("t")] internal partial class T { public void Run() { } } }""")]
    [InlineData("""[Task("t")] partial class T { public void Run() { } }""")]
    [InlineData("partial class Outer { [Streams] private partial record T(TaskStream<int> A); [TaskModule] private static partial class M; }")]
    public Task ClassThatTheAssemblyCanName_IsNotReported(string source) => Verify.IsSilentAsync(source);
}
