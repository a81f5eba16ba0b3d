using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ModuleIsNotStaticTests
{
    [Theory]
    [InlineData("[TaskModule] public partial class [|M|];")]
    [InlineData("[TaskModule] public abstract partial class [|M|] { }")]
    public Task ClassThatIsNotStatic_IsReported(string source) => Verify.ReportsAsync(
        Rule.ModuleIsNotStatic,
        "'M' is not static; declare it 'static partial class'",
        source,
        "static class Host { static object Configure(RunnelBuilder runnel) => runnel.Add(M.Module); }");

    [Theory]
    [InlineData("[TaskModule] public static partial class M;")]
    [InlineData("[TaskModule] public partial class M; static partial class M;")]
    public Task StaticClass_IsNotReported(string source) => Verify.IsSilentAsync(
        source, "static class Host { static object Configure(RunnelBuilder runnel) => runnel.Add(M.Module); }");
}
