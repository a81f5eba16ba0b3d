using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class TaskIdIsNotUniqueTests
{
    [Fact]
    public Task SecondTask_IsReported() => Verify.ReportsAsync(
        Rule.TaskIdIsNotUnique,
        Message("First"),
        """[Task("t")] public partial class First { public void Run() { } } [Task([|"t"|])] public partial class T { public void Run() { } }""",
        Caller.OfT);


    [Fact]
    public Task TaskWithTheIdOfAToolTask_IsReported() => Verify.ReportsAsync(
        Rule.TaskIdIsNotUnique,
        Message("First"),
        """[ToolTask("t", Name = "u")] public partial class First { public void Run() { } } [Task([|"t"|])] public partial class T { public void Run() { } }""",
        Caller.OfT);
    [Fact]
    public Task SecondTask_IsTheOneInTheLaterFile() => Verify.ReportsAsync(
        Rule.TaskIdIsNotUnique,
        Message("N.First"),
        UserProgram.Of(
            """[Task([|"t"|])] public partial class T { public void Run() { } }""",
            """namespace N { [Task(Ids.T)] public partial class First { public void Run() { } } static class Ids { public const string T = "t"; } }""") with
        {
            PathOf = static number => $"{2 - number}.cs",
        });

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } } [Task("T")] public partial class U { public void Run() { } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } } [TaskClient<NoPayload, NoOutput, NoStreams>("t")] public partial class U;""")]
    [InlineData("""[TaskClient<NoPayload, NoOutput, NoStreams>("t")] public partial class T; [TaskClient<NoPayload, NoOutput, NoStreams>("t")] public partial class U;""")]
    public Task OtherCase_AndClientsOfATask_AreNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfT);

    [Fact]
    public Task TaskOfAReferencedAssembly_IsNotReported()
    {
        const string Task = """[Task("t")] public partial class T { public void Run() { } }""";
        var library = (UserProgram.Of(Task) with { AssemblyName = "Library" }).Generate();
        return Verify.IsSilentAsync(UserProgram.Of($"namespace N {{ {Task} }}") with
        {
            References = [library.ToReference()],
        });
    }

    private static string Message(string other) => $"The task id 't' is already that of '{other}'; give one of the two another id";
}
