using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class RunMethodIsAmbiguousTests
{
    private const string Message = "'T' has more than one public Run or RunAsync; keep one, rename the others or make them private";

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } public void [|Run|](int i) { } }""")]
    [InlineData("""[Task("t")] public partial class T { public Task RunAsync() => Task.CompletedTask; public void [|Run|]() { } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } public void [|Run|]<TItem>() { } }""")]
    public Task SecondMethod_IsReported(string source) => Verify.ReportsAsync(Rule.RunMethodIsAmbiguous, Message, source, Caller.OfT);

    [Fact]
    public Task SecondMethodOfABaseInAnotherAssembly_IsReportedAtTheTask()
    {
        var library = (UserProgram.Of("public class Base { public void Run() { } public void Run(int i) { } }") with { AssemblyName = "Library" }).Generate();
        return Verify.ReportsAsync(Rule.RunMethodIsAmbiguous, Message, UserProgram.Of("""[Task("t")] public partial class [|T|] : Base;""", Caller.OfT) with
        {
            References = [library.ToReference()],
        });
    }

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } public static void Run(int i) { } private void RunAsync() { } }""")]
    [InlineData("""public class Base { public virtual void Run() { } } [Task("t")] public partial class T : Base { public override void Run() { } }""")]
    public Task StaticPrivateAndOverriddenMethods_AreNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfT);
}
