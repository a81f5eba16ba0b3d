using Microsoft.CodeAnalysis;
using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.LockFiles;

/// <summary>A lock file belongs to people: what a fix is not asked about stays as it is.</summary>
public sealed class LockFileTextTests
{
    private const string B = """[Task("b")] public partial class B { public int Run(string x, int y) => 1; }""";
    private const string BLines = "task b\n  output: int\n  payload: object\n  payload.x: string\n  payload.y: int\n";

    [Fact]
    public async Task NameWithTheSignOfComments_IsNoComment()
    {
        const string Source = """using System.Text.Json.Serialization; public record P([property: JsonPropertyName("a#b")] int A); [Task("t")] public partial class T { public void Run(P p) { } }""";
        var program = FixedProgram.Open(LockedProgram.Of("task t\n  output: none\n  payload: object\n  payload.\"a#b\": long # count\n", Source), ContractRules.ContractHasChanged);
        var changed = await program.ApplyAsync(Assert.Single(await program.OffersAsync(Assert.Single(await program.DiagnosticsAsync()))));

        Assert.Equal("task t\n  output: none\n  payload: object\n  payload.\"a#b\": int # count\n", await changed.TextOfAsync(LockedProgram.File));
    }

    [Theory]

    // What stands above a task, above a member, behind it, between tasks and at the end.
    [InlineData(
        "# ours\ntask b\n  output: int\n  # of the shop\n  payload: object\n  # gone by spring\n  payload.old: int\n  payload.x: string\n  # the count\n  payload.y: long\n# behind\n\n# section\n\n# of c\ntask c\n  output: int\n# end\n",
        "# ours\ntask b\n  output: int\n  # of the shop\n  payload: object\n  # gone by spring\n  payload.x: string\n  # the count\n  payload.y: int\n# behind\n\n# section\n\n# of c\ntask c\n  output: int\n# end\n")]

    // The order of tasks, how people indent, empty lines, and an end without a new line.
    [InlineData("task c\n\toutput: int\n\n\n\ntask b\n\toutput: int\n  payload: object\n  payload.x: int\n  payload.y: int", "task c\n\toutput: int\n\n\n\ntask b\n\toutput: int\n  payload: object\n  payload.x: string\n  payload.y: int")]
    [InlineData("task b\r\n  output: long\r\n  payload: none\r\n\r\ntask c\r\n  output: int\r\n", "task b\r\n  output: int\r\n  payload: object\r\n  payload.x: string\r\n  payload.y: int\r\n\r\ntask c\r\n  output: int\r\n")]

    // Words of people that are no comments, comments behind a line, and each line's own end.
    [InlineData(
        "task c\r\n  output: int\n\r\ntask b\r\n  output: int # of all\n  payload: object\r\n  payload.x: string # the name\r\n\r\n  and then\n  payload.y: long  # the count\r\n",
        "task c\r\n  output: int\n\r\ntask b\r\n  output: int # of all\n  payload: object\r\n  payload.x: string # the name\r\n\r\n  and then\n  payload.y: int  # the count\r\n")]

    // A comment behind the task.
    [InlineData("task b # the shop's\n  output: int\n  payload: object\n  payload.x: string\n  payload.y: long\n", "task b # the shop's\n  output: int\n  payload: object\n  payload.x: string\n  payload.y: int\n")]

    // Of two of a member, and of two with one id, the last is read.
    [InlineData("task b\n  output: int\n  # first\n  payload.y: long\n  # second\n  payload.y: long\n", "task b\n  output: int\n  payload: object\n  payload.x: string\n  # first\n  # second\n  payload.y: int\n")]
    [InlineData("task b\n  output: long\ntask b\n  output: string\n", "task b\n  output: long\n" + BLines)]
    public Task ChangedContract_IsAllThatChanges(string before, string after) => AssertFixAsync(ContractRules.ContractHasChanged, "b", before, after);

    [Theory]
    [InlineData("# head\n\n# of a\ntask a\n  output: int\n\n# of c\ntask c\n  output: int\n", "# head\n\n# of a\ntask a\n  output: int\n\n" + BLines + "\n# of c\ntask c\n  output: int\n")]
    [InlineData("# head\ntask c\n  output: int\n", "# head\n" + BLines + "\ntask c\n  output: int\n")]
    [InlineData("task a\n  output: int\n\n# end", "task a\n  output: int\n\n# end\n\n" + BLines)]
    [InlineData("task a\r\n  output: int\r\n\r\n\r\n", "task a\r\n  output: int\r\n\r\ntask b\r\n  output: int\r\n  payload: object\r\n  payload.x: string\r\n  payload.y: int\r\n")]
    [InlineData("# nothing yet\n", "# nothing yet\n\n" + BLines)]
    [InlineData("\n\n", LockedProgram.Head + "\n" + BLines)]
    public Task NewContract_StandsWhereItsIdBelongs(string before, string after) => AssertFixAsync(ContractRules.ContractIsNotLocked, "b", before, after);

    [Theory]
    [InlineData(BLines + "\n# of c\ntask c\n  output: int\n\ntask old\n  # x\n  output: int\n\n# of z\ntask z\n", BLines + "\n# of c\ntask c\n  output: int\n\n# of z\ntask z\n")]
    [InlineData(BLines + "\ntask old\n  output: int\n\n\n", BLines)]
    [InlineData("# who calls it\ntask old\n  output: int\n\n# of b\n" + BLines, "# who calls it\n\n# of b\n" + BLines)]
    [InlineData("task old\n  output: int\ntask old\n" + BLines, BLines)]
    public Task ContractOfATaskThatIsGone_IsTakenOut(string before, string after) => AssertFixAsync(ContractRules.ContractHasChanged, "old", before, after);

    private static async Task AssertFixAsync(DiagnosticDescriptor rule, string task, string before, string after)
    {
        var program = FixedProgram.Open(Program(before), rule);
        var diagnostic = (await program.DiagnosticsAsync()).First(diagnostic => diagnostic.Properties["Task"] == task);
        var changed = await program.ApplyAsync(Assert.Single(await program.OffersAsync(diagnostic)));

        Assert.Equal(after, await changed.TextOfAsync(LockedProgram.File));
        Assert.DoesNotContain(await changed.DiagnosticsAsync(), left => left.Properties["Task"] == task);
    }

    private static UserProgram Program(string contracts) => LockedProgram.Of(
        contracts,
        B,
        contracts.Contains("task a", StringComparison.Ordinal) ? """[TaskClient<NoPayload, int, NoStreams>("a")] public partial class A;""" : "",
        contracts.Contains("task c", StringComparison.Ordinal) ? """[TaskClient<NoPayload, int, NoStreams>("c")] public partial class C;""" : "");
}
