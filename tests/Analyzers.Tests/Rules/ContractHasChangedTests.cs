using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ContractHasChangedTests
{
    [Theory]
    [InlineData("record Guest(string Name)", "record Guest(int [|Name|])", "'payload.guests[].name' of the task 'price' is 'int' and was 'string'")]
    [InlineData("record Guest(string Name)", "record Guest(string Name, string [|Mail|])", "'payload.guests[].mail' of the task 'price' is new and required")]
    [InlineData("record Guest(string Name)", "record Guest(string Name) { public required int [|Age|] { get; init; } }", "'payload.guests[].age' of the task 'price' is new and required")]
    [InlineData("Board Board = Board.None, string? Note = null", "string? [|Note|], Board Board = Board.None", "'payload.note' of the task 'price' is 'string?' and was 'string?, optional'")]
    [InlineData("string? Note = null", "string [|Note|] = \"\"", "'payload.note' of the task 'price' is 'string, optional' and was 'string?, optional'")]
    [InlineData("IReadOnlyList<Guest> Guests", "Guest [|Guests|]", "'payload.guests' of the task 'price' is 'object' and was 'object[]'")]
    [InlineData("Run(Order order", "Run([|Order|] order", "'payload.board' of the task 'price' is gone", ", Board Board = Board.None", "")]
    [InlineData("Board Board = Board.None", "Board [|Board|] = default", "'payload.board.Full' of the task 'price' is gone", "{ None, Full }", "{ None }")]
    [InlineData("public Receipt Run(", "public [|Receipt|] Run(", "'output.total' of the task 'price' is gone", "record Receipt(decimal? Total, ", "record Receipt(", "new(1, [])", "new([])")]
    [InlineData("record Line(decimal Amount", "record Line(decimal? [|Amount|]", "'output.lines[].amount' of the task 'price' is 'decimal?' and was 'decimal'")]
    [InlineData("public Receipt Run(", "public [|void|] Run(", "'output' of the task 'price' is 'none' and was 'object'", " return new(1, []);", "")]
    [InlineData("[Task(\"price\")]", "[Task([|\"price\"|])]", "'stream log' of the task 'price' is gone", "[Stream(\"log\")]", "[Stream(\"text\")]")]
    [InlineData("[Task(\"price\")]", "[Task([|\"price\"|])]", "'stream log' of the task 'price' is 'int' and was 'string'", "TaskStream<string>", "TaskStream<int>")]
    [InlineData("record Step(int Done)", "record Step(long [|Done|])", "'stream steps.done' of the task 'price' is 'long' and was 'int'")]
    public async Task BrokenPromise_IsReported(string before, string after, string what, string alsoBefore = "", string alsoAfter = "", string thirdBefore = "", string thirdAfter = "")
    {
        var program = LockedProgram.Changed(before, after);
        var source = program.Sources[0];
        source = alsoBefore.Length > 0 ? source.Replace(alsoBefore, alsoAfter, StringComparison.Ordinal) : source;
        source = thirdBefore.Length > 0 ? source.Replace(thirdBefore, thirdAfter, StringComparison.Ordinal) : source;
        await VerifyUse.ReportsAsync(ContractRules.ContractHasChanged, Message(what), program with { Sources = [source] });
    }

    [Fact]
    public Task TaskThatIsGone_IsReportedInTheFile() => VerifyUse.ReportsInFileAsync(
        ContractRules.ContractHasChanged,
        Message("The task 'price' is gone"),
        "/src/MyApp/RunnelContracts.txt: (3,0)-(3,10)",
        LockedProgram.Changed("Task(\"price\")", "Task(\"prices\")"));

    [Fact]
    public Task MembersOfParameters_AreReported() => VerifyUse.ReportsAsync(
        ContractRules.ContractHasChanged,
        Message("'payload.days' of the task 't' is 'int' and was 'int, optional'"),
        LockedProgram.Of("task t\n  output: int\n  payload: object\n  payload.city: string\n  payload.days: int, optional\n", """[Task("t")] public partial class T { public int Run(string city, int [|days|]) => 1; }"""));

    [Theory]
    [InlineData("object\n  output.key: string\n  output.value: int", "'output.value' of the task 't' is 'string' and was 'int'", """[Task([|"t"|])] public partial class T { public KeyValuePair<string, string> Run() => default; }""")]
    [InlineData("object\n  output.a: enum\n  output.a.B: value", "'output.a' of the task 't' is 'json of JsonNumberEnumConverter' and was 'enum'", """public record R([property: JsonConverter(typeof(JsonNumberEnumConverter<E>))] E [|A|]); public enum E { B } [Task("t")] public partial class T { public R Run() => null!; }""")]
    [InlineData("object\n  output.a: int", "'output.a' of the task 't' is 'int as string' and was 'int'", """public record R([property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] int [|A|]); [Task("t")] public partial class T { public R Run() => null!; }""")]
    [InlineData("object\n  output<c>: object", "'output' of the task 't' is 'object by kind' and was 'object'", """[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind"), JsonDerivedType(typeof(C), "c")] public record R; public record C : R; [Task("t")] public partial class T { public [|R|] Run() => null!; }""")]
    [InlineData("int[]", "'output' of the task 't' is 'string[]' and was 'int[]'", """[Task("t")] public partial class T { public [|ReadOnlyMemory<string>|] Run() => default; }""")]
    public Task JsonThatIsAnother_IsReported(string output, string what, string source) => VerifyUse.ReportsAsync(
        ContractRules.ContractHasChanged,
        Message(what),
        LockedProgram.Of($"task t\n  payload: none\n  output: {output}\n", "using System.Text.Json.Serialization; " + source));

    [Fact]
    public Task DerivedTypeThatIsNew_AndNamesThatBeginAlike_AreNoChange() => VerifyUse.ReportsAsync(
        ContractRules.ContractHasChanged,
        Message("'payload.ab' of the task 't' is gone"),
        LockedProgram.Of(
            "task t\n  output: none\n  payload: object\n  payload.ab: int\n  payload.shape: object\n  payload.shape<c>: object\n",
            """
            using System.Text.Json.Serialization;
            [JsonDerivedType(typeof(Circle), "c"), JsonDerivedType(typeof(Square), "s")] public abstract record Shape; public record Circle : Shape; public record Square(int Side) : Shape;
            public record Order(Shape Shape, int A = 0);
            [Task("t")] public partial class T { public void Run([|Order|] order) { } }
            """));

    [Fact]
    public Task ClientWhoseTypesAreOfAReferencedAssembly_IsReportedAtItsId()
    {
        var library = (UserProgram.Of("public record Order(string Item, int Count);") with { AssemblyName = "Library" }).Generate().ToReference();
        return VerifyUse.ReportsAsync(
            ContractRules.ContractHasChanged,
            Message("'payload.count' of the task 't' is new and required"),
            LockedProgram.Of("task t\n  output: none\n  payload: object\n  payload.item: string\n", """[TaskClient<Order, NoOutput, NoStreams>([|"t"|])] public partial class T;""") with { References = [library] });
    }

    [Theory]
    [InlineData("""[TaskClient<NoPayload, int, NoStreams>("t")] public partial class B; [TaskClient<NoPayload, string, NoStreams>([|"t"|])] public partial class A;""")]
    [InlineData("""[TaskClient<NoPayload, int, NoStreams>("t")] public partial class A; [Task("t")] public partial class B { public [|string|] Run() => ""; }""")]
    [InlineData("""[Task("t")] public partial class B { public [|string|] Run() => ""; } [TaskClient<NoPayload, int, NoStreams>("t")] public partial class A;""")]
    public Task OfSeveralWithOneId_OneIsReported(string source) => VerifyUse.ReportsAsync(
        ContractRules.ContractHasChanged,
        Message("'output' of the task 't' is 'string' and was 'long'"),
        LockedProgram.Of("task t\n  output: long\n  payload: none\n", source));

    [Theory]
    [InlineData("record Guest(", "record Visitor(")]
    [InlineData("record Guest(string Name)", "record Guest(string? Name)")]
    [InlineData("record Guest(string Name)", "record Guest(string Name, string? Mail = null, Guest? With = null)")]
    [InlineData("enum Board { None, Full }", "enum Board { None, Half, Full }")]
    [InlineData("decimal? Total", "decimal Total")]
    [InlineData("decimal? Total", "decimal? Total, string Currency")]
    [InlineData("string Article", "string Name")]
    [InlineData("Board Board = Board.None", "[property: JsonConverter(typeof(JsonStringEnumConverter))] Board Board = Board.None")]
    [InlineData("Board Board = Board.None", "[property: JsonConverter(typeof(JsonStringEnumConverter))] Board? Board = null")]
    [InlineData("IReadOnlyList<Guest>", "Guest[]")]
    [InlineData("TaskStream<Step> Steps", "TaskStream<Step> Steps, TaskStream<int> More")]
    [InlineData("public int Length => Article.Length;", "")]
    [InlineData("JsonPropertyName(\"item\")", "JsonPropertyName(\"item\"), Obsolete")]
    public Task PromiseThatIsKept_IsNotReported(string before, string after)
    {
        var program = LockedProgram.Changed(before, after);
        var source = program.Sources[0]
            .Replace("<Guest>", after.Contains("Visitor", StringComparison.Ordinal) ? "<Visitor>" : "<Guest>", StringComparison.Ordinal)
            .Replace("=> Article.Length", after.Contains("Name", StringComparison.Ordinal) ? "=> 1" : "=> Article.Length", StringComparison.Ordinal)
            .Replace("new(1, [])", after.Contains("Currency", StringComparison.Ordinal) ? "new(1, \"\", [])" : "new(1, [])", StringComparison.Ordinal);
        return VerifyUse.IsSilentAsync(ContractRules.ContractHasChanged, program with { Sources = [source] });
    }

    [Fact]
    public Task ProjectWithoutTheFile_IsNotReported() => VerifyUse.IsSilentAsync(ContractRules.ContractHasChanged, LockedProgram.Price.Replace("price", "prices", StringComparison.Ordinal));

    private static string Message(string what) =>
        what + ", against what RunnelContracts.txt has promised to callers that were built before and to runs that are stored; undo the change, or accept it with the fix, which writes the file";
}
