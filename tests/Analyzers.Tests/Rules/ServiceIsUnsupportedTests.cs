using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ServiceIsUnsupportedTests
{
    [Theory]
    [InlineData("in int [|a|]", "it is passed by reference; take it by value")]
    [InlineData("ref readonly int [|a|]", "it is passed by reference; take it by value")]
    [InlineData("ReadOnlySpan<char> [|a|]", "its type cannot be a service; take a class or an interface")]
    public Task ParameterThatIsNoService_IsReported(string parameter, string why) => Verify.ReportsAsync(
        Rule.ServiceIsUnsupported,
        $"Constructor parameter 'a' cannot be resolved: {why}",
        $$"""[Task("t")] public partial class T { public T({{parameter}}) { } public void Run() { } }""",
        Caller.OfT);

    [Fact]
    public Task ParameterOfASetOfTools_IsReported() => Verify.ReportsAsync(
        Rule.ServiceIsUnsupported,
        "Constructor parameter 'a' cannot be resolved: it is passed by reference; take it by value",
        """[Tools] public partial class W { public W(in int [|a|]) { } [Tool] public int Add(int a) => a; }""",
        Caller.OfW);

    [Theory]
    [InlineData("IServiceProvider a, HttpClient? b = null, int c = 3, params string[] d")]
    [InlineData("[Microsoft.Extensions.DependencyInjection.FromKeyedServices(\"k\")] HttpClient a")]
    public Task Service_IsNotReported(string parameters) => Verify.IsSilentAsync(
        $$"""[Task("t")] public partial class T { public T({{parameters}}) { } public void Run() { } }""", Caller.OfT);

    [Fact]
    public Task MissingType_IsTheCompilersErrorAlone() => Verify.HasErrorsAsync(
        UserProgram.Of("""[Task("t")] public partial class T(Typo service) { public void Run() => _ = service; }""", Caller.OfT),
        "CS0246");
}
