using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class GeneratedNameHidesTypeTests
{
    [Theory]
    [InlineData("""public record StreamPart; [Task("t")] public partial class T { public void Run([|StreamPart|] p) { } }""", "StreamPart", "p")]
    [InlineData("""public record Arguments; [Task("t")] public partial class T { public [|Arguments|] Run(int i) => null!; }""", "Arguments", "Run")]
    [InlineData("""public record TaskClient; [Task("t")] public partial class T { public T(List<[|TaskClient|]> c) { } public void Run() { } }""", "TaskClient", "c")]
    public Task TypeOfTheUsers_IsReported(string source, string name, string user) => Verify.ReportsAsync(
        Rule.GeneratedNameHidesType, Message(name, user), source, Caller.OfT);

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run([|StreamPart|] p) { } }""", "StreamPart", "p")]
    [InlineData("""[Task("t")] public partial class T { public T([|TaskClient|] again) { } public void Run() { } }""", "TaskClient", "again")]
    public Task GeneratedTypeOfTheClassItself_IsReported(string source, string name, string user) => Verify.ReportsAsync(
        Rule.GeneratedNameHidesType, Message(name, user), source, Caller.OfT);

    [Theory]
    [InlineData("""namespace N; public record StreamPart; [Task("t")] public partial class T { public void Run(N.StreamPart p) { } }""")]
    [InlineData("""public record StreamPart; [Task("t")] public partial class T { public void Run(global::StreamPart p) { } }""")]
    [InlineData("""public record Arguments; public record Prompt(string Text); [Task("t")] public partial class T { public Arguments Run(Prompt prompt) => null!; }""")]
    [InlineData("""[Task("o")] public partial class O { public void Run() { } } [Task("t")] public partial class T(O.TaskClient other) { public void Run() => _ = other; }""")]
    [InlineData("""public record StreamPart; [Task("t")] public partial class T(StreamPart a) { public void Run() => _ = a; }""")]
    public Task QualifiedName_AndNameThatIsNotEmitted_AndTheClassesHead_AreNotReported(string source) => Verify.IsSilentAsync(source);

    private static string Message(string name, string user) =>
        $"In this class '{name}' means the generated type, which '{user}' cannot use; qualify the name if another type is meant, else use another type";
}
