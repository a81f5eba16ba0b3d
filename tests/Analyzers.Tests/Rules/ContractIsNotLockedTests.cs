using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ContractIsNotLockedTests
{
    [Theory]
    [InlineData("")]
    [InlineData("task other\n  output: none\n  payload: none\n")]
    [InlineData("task t\n  output: int\n  payload: object\n  payload.city: string\n")]
    [InlineData("task t\n  output: none\n  payload: object\n  payload.city: string\n  payload.days: int, optional\n")]
    public Task NewTask_AndNewMember_AreReported(string contracts) => VerifyUse.ReportsAsync(
        ContractRules.ContractIsNotLocked,
        "RunnelContracts.txt does not have all of the contract of 't', so what is missing may change unseen; write it down with the fix",
        LockedProgram.Of(contracts, """[Task([|"t"|])] public partial class T { public int Run(string city, int days = 1) => 1; }"""));

    [Fact(Timeout = 60_000)]
    public Task TypeThatHoldsItselfWithoutEnd_IsReported() => VerifyUse.ReportsAsync(
        ContractRules.ContractIsNotLocked,
        "RunnelContracts.txt does not have all of the contract of 't', so what is missing may change unseen; write it down with the fix",
        LockedProgram.Of(
            "", """public class Node<T> { public Node<List<T>>? Next { get; set; } public Node<T[]>? Other { get; set; } } [Task([|"t"|])] public partial class T { public int Run(Node<int> node) => 1; }"""));

    [Theory(Timeout = 60_000)]
    [InlineData("public sealed class Menu : List<Menu>;")]
    [InlineData("public sealed class Menu : Dictionary<string, Menu>;")]
    [InlineData("public sealed class Menu : List<Menu[]>;")]
    [InlineData("public sealed class Menu : List<Menu<int>>; public class Menu<T> : List<Menu<Menu<T>>>;")]
    public Task CollectionOfItself_IsReported(string menu) => VerifyUse.ReportsAsync(
        ContractRules.ContractIsNotLocked,
        "RunnelContracts.txt does not have all of the contract of 't', so what is missing may change unseen; write it down with the fix",
        LockedProgram.Of("", menu + """ public sealed record Order(Menu Menu); [Task([|"t"|])] public partial class T { public int Run(Order order) => 1; }"""));

    [Theory]
    [InlineData("task t\n  output: int\n  payload: object\n  payload.city: string\n  payload.days: int, optional\n")]
    [InlineData("# all\r\ntask t\r\n  payload: object\r\n\r\n  payload.city: string\r\n  # days\r\n  payload.days: int, optional\r\n  output: int\r\n")]
    [InlineData("task t\n  output: int\n  payload: none\n  payload.gone: int\n")]
    public Task LockedTask_AndBrokenPromise_AreNotReported(string contracts) => VerifyUse.IsSilentAsync(
        ContractRules.ContractIsNotLocked,
        LockedProgram.Of(contracts, """[Task("t")] public partial class T { public int Run(string city, int days = 1) => 1; }"""));

    [Fact]
    public Task ClientOfATaskOfTheSameAssembly_IsNotReported() => VerifyUse.IsSilentAsync(
        ContractRules.ContractIsNotLocked,
        LockedProgram.Of(
            "task t\n  output: int\n  payload: none\n",
            """[TaskClient<NoPayload, int, NoStreams>("t")] public partial class A; [Task("t")] public partial class T { public int Run() => 1; }"""));

    [Fact]
    public Task ProjectWithoutTheFile_IsNotReported() => VerifyUse.IsSilentAsync(ContractRules.ContractIsNotLocked, LockedProgram.Price);

    [Fact]
    public Task TaskOfAReferencedAssembly_IsNotReported()
    {
        var library = (UserProgram.Of(LockedProgram.Price) with { AssemblyName = "Library" }).Generate().ToReference();
        return VerifyUse.IsSilentAsync(ContractRules.ContractIsNotLocked, LockedProgram.Of("", "class C(MyApp.Price.TaskClient price) { public object Client => price; }") with { References = [library] });
    }
}
