using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class TaskIsAlsoClientTests
{
    private const string Message = "'T' is a task, which has a client of its own; remove [TaskClient], or declare it on another class";

    [Theory]
    [InlineData("""[Task("t"), [|TaskClient<NoPayload, NoOutput, NoStreams>("t")|]] public partial class T { public void Run() { } }""")]
    [InlineData("""[ToolTask("t"), [|TaskClient<NoPayload, NoOutput, NoStreams>("t")|]] public partial class T { public void Run() { } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } } [[|TaskClient<int, int, NoStreams>("u")|]] partial class T;""")]
    public Task ClassWithBoth_IsReported(string source) => Verify.ReportsAsync(Rule.TaskIsAlsoClient, Message, source, Caller.OfT);

    [Fact]
    public Task ClientBesideATask_IsNotReported() => Verify.IsSilentAsync(
        """[Task("t")] public partial class T { public void Run() { } } [TaskClient<NoPayload, NoOutput, NoStreams>("t")] public partial class U;""", Caller.OfT);
}
