using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class ContractHasChangedFixTests
{
    private const string Other = "\ntask other\n  output: int\n  payload: none\n";

    [Fact]
    public Task Change_IsWrittenDown() => VerifyFix.ChangesAsync(
        ContractRules.ContractHasChanged,
        Changed("record Guest(string Name)", "record Guest(int Name)"),
        LockedProgram.Head + LockedProgram.Contract.Replace("name: string", "name: int", StringComparison.Ordinal) + Other,
        LockedProgram.File);

    [Fact]
    public Task TaskThatIsGone_IsRemoved() => VerifyFix.ChangesAsync(
        ContractRules.ContractHasChanged, Changed("Task(\"price\")", "Task(\"prices\")"), LockedProgram.Head + Other, LockedProgram.File);

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        ContractRules.ContractHasChanged,
        3,
        LockedProgram.Of(
            "task a\n  output: int\n  payload: object\n  payload.x: int\n  payload.xy: int\ntask b\n  output: int\n  payload: none\n",
            """[Task("a")] public partial class A { public int Run(string x, string xy) => 1; }""",
            """[Task("b")] public partial class B { public long Run() => 1; }"""));

    private static UserProgram Changed(string before, string after)
    {
        var program = LockedProgram.Changed(before, after);
        return program with
        {
            Sources = [.. program.Sources, """[Task("other")] public partial class Other { public int Run() => 1; }"""],
            AdditionalFiles = new Dictionary<string, string>(StringComparer.Ordinal) { [LockedProgram.File] = program.AdditionalFiles[LockedProgram.File] + Other },
        };
    }
}
