using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class TaskIdIsInvalidTests
{
    [Theory]
    [InlineData("""[Task([|"a b"|])] public partial class T { public void Run() { } }""", "a b")]
    [InlineData("""[Task([|""|])] public partial class T { public void Run() { } }""", "")]
    [InlineData("""[Task([|null!|])] public partial class T { public void Run() { } }""", "")]
    [InlineData("""[Task([|"größe"|], MaxAttempts = 2)] public partial class T { public void Run() { } }""", "größe")]
    [InlineData("""[Task([|id: "a/b"|])] public partial class T { public void Run() { } }""", "a/b")]
    [InlineData("""[TaskClient<NoPayload, NoOutput, NoStreams>([|"a,b"|])] public partial class T;""", "a,b")]
    public Task IdWithOtherCharacters_IsReported(string source, string id) => Verify.ReportsAsync(Rule.TaskIdIsInvalid, Message(id), source, Caller.OfT);

    [Fact]
    public Task IdThatIsTooLong_IsReported()
    {
        var id = new string('a', 129);
        return Verify.ReportsAsync(
            Rule.TaskIdIsInvalid, Message(id), $$"""[Task([|"{{id}}"|])] public partial class T { public void Run() { } }""", Caller.OfT);
    }

    [Fact]
    public Task IdOfTheLongestLength_AndOfAllCharacters_IsNotReported() => Verify.IsSilentAsync(
        $$"""[Task("{{new string('a', 128)}}")] public partial class T { public void Run() { } } [Task("A.z_0-9")] public partial class U { public void Run() { } }""",
        Caller.OfT);

    [Fact]
    public Task IdOfAConstant_IsNotReported() => Verify.IsSilentAsync(
        """[Task(Id + ".1")] public partial class T { const string Id = "t"; public void Run() { } }""", Caller.OfT);

    [Fact]
    public Task IdThatIsNoConstant_IsTheCompilersErrorAlone() => Verify.HasErrorsAsync(
        UserProgram.Of("""[Task(T.Id)] public partial class T { public static string Id => "t"; public void Run() { } }""", Caller.OfT),
        "CS0182");

    [Fact]
    public Task MissingId_IsTheCompilersErrorAlone() => Verify.HasErrorsAsync(
        UserProgram.Of("""[Task] public partial class T { public void Run() { } }""", Caller.OfT),
        "CS7036");

    private static string Message(string id) => $"'{id}' is no task id; use 1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-'";
}
