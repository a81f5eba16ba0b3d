using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class RunMethodIsGenericTests
{
    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void [|Run|]<TItem>() { } }""", "Run")]
    [InlineData("""[Task("t")] public partial class T { public Task<TItem> [|RunAsync|]<TItem>(TItem item) => Task.FromResult(item); }""", "RunAsync")]
    public Task GenericMethod_IsReported(string source, string name) => Verify.ReportsAsync(
        Rule.RunMethodIsGeneric, $"'{name}' has type parameters, but a stored run has fixed types; remove the type parameters", source, Caller.OfT);

    [Fact]
    public Task MethodWithGenericTypes_IsNotReported() => Verify.IsSilentAsync(
        """[Task("t")] public partial class T { public List<int> Run(Dictionary<string, int?> counts) => [.. counts.Values.OfType<int>()]; void Walk<TItem>() { } }""",
        Caller.OfT);
}
