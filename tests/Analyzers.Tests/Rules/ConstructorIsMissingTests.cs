using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ConstructorIsMissingTests
{
    private const string Message = "'T' has no public constructor to create it with; make one public";

    [Theory]
    [InlineData("T() { }")]
    [InlineData("internal T() { } protected T(int i) { }")]
    [InlineData("static T() { } private T() { }")]
    public Task ClassWithoutAPublicConstructor_IsReported(string constructors) => Verify.ReportsAsync(
        Rule.ConstructorIsMissing, Message, $$"""[Task("t")] public partial class [|T|] { {{constructors}} public void Run() { } }""", Caller.OfT);

    [Fact]
    public Task SetOfTools_IsReported() => Verify.ReportsAsync(
        Rule.ConstructorIsMissing, Message.Replace("'T'", "'W'", StringComparison.Ordinal), """[Tools] public partial class [|W|] { internal W() { } [Tool] public int Add(int a) => a; }""", Caller.OfW);

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } }""")]
    [InlineData("""[Task("t")] public partial class T(TimeProvider time) { public void Run() => time.GetUtcNow(); }""")]
    [InlineData("""[Task("t")] internal partial class T { T(int i) { } public T() : this(1) { } public void Run() { } }""")]
    public Task ImplicitPrimaryOrPublicConstructor_IsNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfT);
}
