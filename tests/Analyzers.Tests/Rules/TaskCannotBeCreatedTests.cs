using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class TaskCannotBeCreatedTests
{
    [Fact]
    public Task AbstractClass_IsReported() => Verify.ReportsAsync(
        Rule.TaskCannotBeCreated,
        "'T' is abstract, so no instance of it can be made; remove 'abstract'",
        """[Task("t")] public abstract partial class [|T|] { public void Run() { } }""",
        Caller.OfT);

    [Fact]
    public Task StaticClass_IsReported() => Verify.ReportsAsync(
        Rule.TaskCannotBeCreated,
        "'T' is static, so no instance of it can be made; remove 'static'",
        """[Task("t")] public static partial class [|T|] { public static void Run() { } }""",
        Caller.OfT);

    [Fact]
    public Task AbstractToolTask_IsReported_AndASetThatHasItIsNot() => Verify.ReportsAsync(
        Rule.TaskCannotBeCreated,
        "'T' is abstract, so no instance of it can be made; remove 'abstract'",
        """[ToolTask("t")] public abstract partial class [|T|] { public void Run() { } } [Tools(typeof(T))] public partial class W;""",
        Caller.OfT,
        Caller.OfW);

    [Fact]
    public Task AbstractSetOfTools_IsReported() => Verify.ReportsAsync(
        Rule.TaskCannotBeCreated,
        "'W' is abstract, so no instance of it can be made; remove 'abstract'",
        """[Tools] public abstract partial class [|W|] { [Tool] public abstract int Add(int a); }""",
        Caller.OfW);

    [Fact]
    public Task StaticSetOfTools_IsReported() => Verify.ReportsAsync(
        Rule.TaskCannotBeCreated,
        "'W' is static, so no instance of it can be made; remove 'static'",
        """[Tools] public static partial class [|W|] { [Tool] public static int Add(int a) => a; }""");

    [Theory]
    [InlineData("""public abstract class Base { public abstract void Run(); } [Task("t")] public sealed partial class T : Base { public override void Run() { } }""")]
    [InlineData("""[TaskClient<NoPayload, NoOutput, NoStreams>("t")] public static partial class T;""")]
    public Task ConcreteClass_AndStaticClient_IsNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfT);
}
