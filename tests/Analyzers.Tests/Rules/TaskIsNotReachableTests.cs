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
    [InlineData("""public partial class Outer { [Task("t")] protected internal partial class T { public void Run() { } } }""")]
    [InlineData("""partial class Outer { [Task("t")] internal partial class T { public void Run() { } } }""")]
    [InlineData("""[Task("t")] partial class T { public void Run() { } }""")]
    [InlineData("partial class Outer { [Streams] private partial record T(TaskStream<int> A); [TaskModule] private static partial class M; }")]
    public Task ClassThatTheAssemblyCanName_IsNotReported(string source) => Verify.IsSilentAsync(source);
}
