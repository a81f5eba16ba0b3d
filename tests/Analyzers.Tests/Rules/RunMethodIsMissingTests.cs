using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class RunMethodIsMissingTests
{
    private const string Message = "'T' has no public instance method Run or RunAsync; add one";

    [Theory]
    [InlineData("""[Task("t")] public partial class [|T|];""")]
    [InlineData("""[Task("t")] public partial class [|T|] { void Run() { } }""")]
    [InlineData("""[Task("t")] public partial class [|T|] { internal Task RunAsync() => Task.CompletedTask; }""")]
    [InlineData("""[Task("t")] public partial class [|T|] { public static void Run() { } }""")]
    [InlineData("""[Task("t")] public partial class [|T|] { public Action Run => () => { }; }""")]
    [InlineData("""public interface IRun { void Run(); } [Task("t")] public partial class [|T|] : IRun { void IRun.Run() { } }""")]
    public Task ClassWithoutSuchAMethod_IsReported(string source) => Verify.ReportsAsync(Rule.RunMethodIsMissing, Message, source, Caller.OfT);

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } void RunAsync() { } }""")]
    [InlineData("""public class Base { public void Run() { } } [Task("t")] public partial class T : Base;""")]
    public Task OwnOrInheritedMethod_IsNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfT);

    [Fact]
    public Task MethodInAnotherFile_IsNotReported() => Verify.IsSilentAsync(
        """namespace N { [Task("t")] public partial class T; }""", """namespace N { partial class T { public void Run() { } } }""");
}
