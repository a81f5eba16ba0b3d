using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ToolIsAlsoTaskTests
{
    private const string Message = "'T' has both [Task] and [ToolTask]; remove [Task], since a tool task is a task";

    [Theory]
    [InlineData("""[Task("t"), [|ToolTask("t")|]] public partial class T { public void Run() { } }""")]
    [InlineData("""[[|ToolTask("u", Name = "a b", MaxAttempts = 0)|]] public partial class T { public void Run(int a) { } } [Task("t")] partial class T;""")]
    [InlineData("""[Task("t"), [|ToolTask("t")|]] public partial class T { public void Run() { } } [Tools(typeof(T))] public partial class W;""")]
    public Task ClassWithBoth_IsReported(string source) => Verify.ReportsAsync(Rule.ToolIsAlsoTask, Message, source, Caller.OfT);

    [Fact]
    public Task AnyOtherMistakeOfSuchAClass_IsReportedOnce() => Verify.HasErrorsAsync(
        UserProgram.Of("""[Task("t"), ToolTask("t")] public partial class T { }"""), "RNL1605", "RNL1007");

    [Fact]
    public Task ClassWithEither_IsNotReported() => Verify.IsSilentAsync(
        """[Task("t")] public partial class T { public void Run() { } } [ToolTask("u")] public partial class U : B { public void Run() { } } public class B;""", Caller.OfT);
}
