using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class TaskCannotBeCreatedTests
{
    [Fact]
    public Task AbstractClass_IsReported() => Verify.ReportsAsync(
        Rule.TaskCannotBeCreated,
        "'T' is abstract, so no instance can be made to run it; remove 'abstract'",
        """[Task("t")] public abstract partial class [|T|] { public void Run() { } }""",
        Caller.OfT);

    [Fact]
    public Task StaticClass_IsReported() => Verify.ReportsAsync(
        Rule.TaskCannotBeCreated,
        "'T' is static, so no instance can be made to run it; remove 'static'",
        """[Task("t")] public static partial class [|T|] { public static void Run() { } }""",
        Caller.OfT);

    [Theory]
    [InlineData("""public abstract class Base { public abstract void Run(); } [Task("t")] public sealed partial class T : Base { public override void Run() { } }""")]
    [InlineData("""[TaskClient<NoPayload, NoOutput, NoStreams>("t")] public static partial class T;""")]
    public Task ConcreteClass_AndStaticClient_IsNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfT);
}
