using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamNameIsReservedTests
{
    private const string Task = """[Task("t")] public partial class T { public void Run(S s) { } }""";

    [Theory]
    [InlineData("Run")]
    [InlineData("StreamEnded")]
    [InlineData("Unknown")]
    [InlineData("Chunk")]
    [InlineData("Cursor")]
    [InlineData("Attempt")]
    [InlineData("Timestamp")]
    [InlineData("Case")]
    [InlineData("Converter")]
    [InlineData("StreamPart")]
    [InlineData("Finalize")]
    public Task NameOfTheUnions_IsReported(string name) => Verify.ReportsAsync(
        Rule.StreamNameIsReserved, Message(name), $"[Streams] public partial record S(TaskStream<int> [|{name}|], TaskStream<int> B);", Task, Caller.OfT);

    [Theory]
    [InlineData("run", "Run")]
    [InlineData("toString", "ToString")]
    [InlineData("clone", "Clone")]
    public Task NameThatIsReservedInPascalCase_IsReported(string name, string reserved) => Verify.ReportsAsync(
        Rule.StreamNameIsReserved, Message(reserved), $"[Streams] public partial record S(TaskStream<int> [|{name}|]);", Task, Caller.OfT);

    [Theory]
    [InlineData("Clone", "CS8859")]
    [InlineData("Deconstruct", "CS0102")]
    [InlineData("EqualityContract", "CS0102")]
    [InlineData("Equals", "CS8866")]
    [InlineData("GetHashCode", "CS8866")]
    [InlineData("GetType", "CS8866")]
    [InlineData("MemberwiseClone", "CS8866")]
    [InlineData("PrintMembers", "CS0102")]
    [InlineData("ReferenceEquals", "CS8866")]
    [InlineData("ToString", "CS8866")]
    public Task NameThatNoRecordMayHave_IsTheCompilersErrorAlone(string name, string id) => Verify.HasErrorsAsync(
        UserProgram.Of($"[Streams] public partial record S(TaskStream<int> {name});", Task, Caller.OfT), id);

    [Fact]
    public Task ReservedKey_AndOtherNames_AreNotReported() => Verify.IsSilentAsync(
        """[Streams] public partial record S([Stream("run")] TaskStream<int> Running, TaskStream<int> Error, TaskStream<int> Key, TaskStream<int> TaskClient);""", Task, Caller.OfT);

    private static string Message(string name) =>
        $"A stream cannot be named '{name}', which the generated union uses itself; rename the parameter and keep its key with [Stream]";
}
