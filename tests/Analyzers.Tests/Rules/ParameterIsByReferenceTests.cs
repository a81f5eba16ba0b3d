using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ParameterIsByReferenceTests
{
    [Theory]
    [InlineData("ref int [|a|]", "ref")]
    [InlineData("in int [|a|]", "in")]
    [InlineData("out int [|a|]", "out")]
    [InlineData("ref readonly int [|a|]", "ref readonly")]
    [InlineData("params int[] [|a|]", "params")]
    public Task ParameterThatIsNoValue_IsReported(string parameter, string keyword) => Verify.ReportsAsync(
        Rule.ParameterIsByReference,
        $"Parameter 'a' is declared '{keyword}', but its value is read from JSON; remove '{keyword}'",
        $$"""[Task("t")] public partial class T { public void Run({{parameter}}) => throw new Exception(); }""",
        Caller.OfT);

    [Fact]
    public Task CancellationTokenByReference_IsReported() => Verify.ReportsAsync(
        Rule.ParameterIsByReference,
        "Parameter 'token' is declared 'in', but its value is read from JSON; remove 'in'",
        """[Task("t")] public partial class T { public void Run(in CancellationToken [|token|]) { } }""",
        Caller.OfT);

    [Theory]
    [InlineData("ref int [|a|]", "ref")]
    [InlineData("params int[] [|a|]", "params")]
    public Task ParameterOfATool_IsReported(string parameter, string keyword) => Verify.ReportsAsync(
        Rule.ParameterIsByReference,
        $"Parameter 'a' is declared '{keyword}', but its value is read from JSON; remove '{keyword}'",
        $$"""[Tools] public partial class W { [Tool] public int Add({{parameter}}) => 1; [Tool] public int Sum(int a) => a; }""",
        Caller.OfW);

    [Fact]
    public Task ArrayByValue_IsNotReported() => Verify.IsSilentAsync("""[Task("t")] public partial class T { public void Run(int[] a) { } }""", Caller.OfT);
}
