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
    [InlineData("""public record AddToolCall; [Tools] public partial class W { [Tool] public int Add([|AddToolCall|] c) => 1; }""", "AddToolCall", "c")]
    [InlineData("""public record AddArguments; [Tools] public partial class W { [Tool] public int Add(int a, [|AddArguments|]? b) => 1; }""", "AddArguments", "b")]
    [InlineData("""public record AddToolError; [Tools] public partial class W { [Tool] public Task AddAsync() => null!; [Tool] public [|AddToolError|] Sum() => null!; }""", "AddToolError", "Sum")]
    [InlineData("""public record AddToolCall; [Tools] public partial class W { public W([|AddToolCall|] c) { } [Tool] public int Add() => 1; }""", "AddToolCall", "c")]
    public Task TypeThatAToolHides_IsReported(string source, string name, string user) => Verify.ReportsAsync(
        Rule.GeneratedNameHidesType, Message(name, user), source, Caller.OfW);

    [Theory]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add(int a, AddArguments b) => 1; }""")]
    [InlineData("""[Tools] public partial class W { [Tool] public AddToolCall Add(int a) => null!; [Tool] public int Sum(int a) => a; }""")]
    public Task TypeOfAToolThatIsLeftOut_IsTheCompilersErrorAlone(string source) => Verify.HasErrorsAsync(UserProgram.Of(source, Caller.OfW), "CS0246");

    [Fact]
    public Task PartOfAToolTask_IsReported() => Verify.ReportsAsync(
        Rule.GeneratedNameHidesType,
        Message("ToolCall", "c"),
        """public record ToolCall; [ToolTask("t")] public partial class T { public void Run([|ToolCall|] c) { } }""",
        Caller.OfT);

    [Theory]
    [InlineData("""public record StreamPart; public record Arguments; public record TaskClient; [Tools] public partial class W { [Tool] public StreamPart Add(Arguments a, TaskClient b) => null!; }""")]
    [InlineData("""public record AddArguments(int A); [Tools] public partial class W { [Tool] public int Add(AddArguments a) => a.A; }""")]
    [InlineData("""public record AddToolCall; [Tools] public partial class W(AddToolCall c) { [Tool] public int Add(global::AddToolCall d) => d == c ? 1 : 0; }""")]
    [InlineData("""public record ToolCall; [Task("t")] public partial class T { public void Run(ToolCall c) { } } [Tools] public partial class W;""")]
    public Task NameThatASetDoesNotHide_IsNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfW);

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
