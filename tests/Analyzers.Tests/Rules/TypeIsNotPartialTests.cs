using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

/// <summary>Nothing is emitted, so callers would have errors of their own: there are none in these programs.</summary>
public sealed class TypeIsNotPartialTests
{
    [Theory]
    [InlineData("""[Task("t")] public class [|T|] { public void Run() { } }""")]
    [InlineData("""[TaskClient<NoPayload, NoOutput, NoStreams>("t")] public class [|T|];""")]
    [InlineData("""[TaskModule] public static class [|T|];""")]
    public Task TypeItself_IsReported(string source) => Verify.ReportsAsync(Rule.TypeIsNotPartial, Message("T", "T"), source);

    [Fact]
    public Task StreamsRecord_IsReported_AndATaskThatTakesItIsNot() => Verify.ReportsAsync(
        Rule.TypeIsNotPartial,
        Message("S", "S"),
        """[Streams] public record [|S|](TaskStream<int> A); [Task("t")] public partial class T { public void Run(S streams) { } }""",
        Caller.OfT);

    [Theory]
    [InlineData("""public class [|Outer|] { [Task("t")] public partial class T { public void Run() { } } }""")]
    [InlineData("""public partial class Outermost { public struct [|Outer|] { [Task("t")] public partial class T { public void Run() { } } } }""")]
    [InlineData("""namespace N { public interface [|Outer|] { public partial record Inner { [Task("t")] public partial class T { public void Run() { } } } } }""")]
    public Task EnclosingType_IsReported(string source) => Verify.ReportsAsync(Rule.TypeIsNotPartial, Message("Outer", "T"), source);

    [Fact]
    public Task TypeInTwoParts_IsTheCompilersErrorWhereOneIsNotPartial() => Verify.HasErrorsAsync(
        UserProgram.Of("""[Task("t")] public class T { public void Run() { } }""", "public partial class T;", Caller.OfT),
        "CS0260");

    [Fact]
    public Task SetOfTools_IsReported() => Verify.ReportsAsync(
        Rule.TypeIsNotPartial, Message("W", "W"), """[Tools] public class [|W|] { [Tool] public int Add(int a, int b) => a + b; }""");

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } }""")]
    [InlineData("""public class Outer { public class T { public void Run() { } } }""")]
    public Task PartialType_AndAnyOther_IsNotReported(string source) => Verify.IsSilentAsync(source);

    private static string Message(string type, string target) => $"Nothing can be generated into '{target}' while '{type}' is not partial; declare '{type}' partial";
}
