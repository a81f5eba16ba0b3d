using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ConstructorIsAmbiguousTests
{
    private const string Message = "'T' has several public constructors; keep one, or mark one with [ActivatorUtilitiesConstructor]";

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public T() { } public [|T|](int i) { } public void Run() { } }""")]
    [InlineData("""[Task("t")] public partial class T(int i) { public [|T|]() : this(1) { } public void Run() => _ = i; }""")]
    public Task SecondConstructor_IsReported(string source) => Verify.ReportsAsync(Rule.ConstructorIsAmbiguous, Message, source, Caller.OfT);

    [Fact]
    public Task TwoMarkedConstructors_AreReported() => Verify.ReportsAsync(
        Rule.ConstructorIsAmbiguous,
        Message,
        """
        using Microsoft.Extensions.DependencyInjection;
        [Task("t")] public partial class T { [ActivatorUtilitiesConstructor] public T() { } [ActivatorUtilitiesConstructor] public [|T|](int i) { } public void Run() { } }
        """,
        Caller.OfT);

    [Fact]
    public Task SetOfTools_IsReported() => Verify.ReportsAsync(
        Rule.ConstructorIsAmbiguous, Message.Replace("'T'", "'W'", StringComparison.Ordinal), """[Tools] public partial class W { public W() { } public [|W|](TimeProvider time) { } [Tool] public int Add(int a) => a; }""", Caller.OfW);

    [Theory]
    [InlineData("public T() { } [Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructor] public T(TimeProvider time) { }")]
    [InlineData("public T() { } internal T(int i) { }")]
    public Task MarkedConstructor_AndTheOnlyPublicOne_IsNotReported(string constructors) => Verify.IsSilentAsync(
        $$"""[Task("t")] public partial class T { {{constructors}} public void Run() { } }""", Caller.OfT);
}
