using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ScheduleIsNotOnTaskTests
{
    [Theory]
    [InlineData("""[[|Schedule("@daily")|]] public partial class C { public void Run() { } }""")]
    [InlineData("""[[|Schedule("x", TimeZone = "y")|], Schedule("@hourly")] public class C;""")]
    [InlineData("""[TaskClient<NoPayload, NoOutput, NoStreams>("t")] [[|Schedule("@daily")|]] public partial class C;""")]
    public Task ScheduleOfAnotherClass_IsReported(string source) => Verify.ReportsAsync(
        Rule.ScheduleIsNotOnTask, "'C' has a schedule and is no task; schedules belong on a class with [Task] or [ToolTask]", source);

    [Theory]
    [InlineData("""[Task("t")] [Schedule("@daily")] public partial class T { public void Run() { } }""")]
    [InlineData("""[ToolTask("t")] [Schedule("@daily")] public partial class T { public void Run() { } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } } [Schedule("@daily"), Schedule("0 9 * * *")] partial class T;""")]
    public Task ScheduleOfATask_IsNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfT);
}
