using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class RunMethodIsGenericTests
{
    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void [|Run|]<TItem>() { } }""", "Run")]
    [InlineData("""[Task("t")] public partial class T { public Task<TItem> [|RunAsync|]<TItem>(TItem item) => Task.FromResult(item); }""", "RunAsync")]
    public Task GenericMethod_IsReported(string source, string name) => Verify.ReportsAsync(
        Rule.RunMethodIsGeneric, $"'{name}' has type parameters, which neither a stored run nor a model can give; remove the type parameters", source, Caller.OfT);

    [Fact]
    public Task GenericTool_IsReported() => Verify.ReportsAsync(
        Rule.RunMethodIsGeneric,
        "'Add' has type parameters, which neither a stored run nor a model can give; remove the type parameters",
        """[Tools] public partial class W { [Tool] public int [|Add|]<TItem>(TItem a) => 1; [Tool] public int Sum(int a) => a; }""",
        Caller.OfW);

    [Fact]
    public Task MethodWithGenericTypes_IsNotReported() => Verify.IsSilentAsync(
        """[Task("t")] public partial class T { public List<int> Run(Dictionary<string, int?> counts) => [.. counts.Values.OfType<int>()]; void Walk<TItem>() { } }""",
        Caller.OfT);
}
