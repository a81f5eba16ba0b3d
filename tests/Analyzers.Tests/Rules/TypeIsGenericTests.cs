using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

/// <summary>Nothing is emitted, so callers would have errors of their own: there are none in these programs.</summary>
public sealed class TypeIsGenericTests
{
    [Theory]
    [InlineData("""[Task("t")] public partial class [|T|]<TItem> { public void Run() { } }""", "T")]
    [InlineData("""[TaskClient<NoPayload, NoOutput, NoStreams>("t")] public partial class [|T|]<TItem>;""", "T")]
    [InlineData("""[TaskModule] public static partial class [|T|]<TItem>;""", "T")]
    [InlineData("""public partial class [|Outer|]<TItem> { [Task("t")] public partial class T { public void Run() { } } }""", "Outer")]
    public Task TypeOrEnclosingType_IsReported(string source, string name) => Verify.ReportsAsync(Rule.TypeIsGeneric, Message(name), source);

    [Fact]
    public Task StreamsRecord_IsReported_AndATaskThatTakesItIsNot() => Verify.ReportsAsync(
        Rule.TypeIsGeneric,
        Message("S"),
        """[Streams] public partial record [|S|]<TItem>(TaskStream<TItem> A); [Task("t")] public partial class T { public void Run(S<int> streams) { } }""",
        Caller.OfT);

    [Fact]
    public Task SetOfTools_IsReported() => Verify.ReportsAsync(
        Rule.TypeIsGeneric, Message("W"), """[Tools] public partial class [|W|]<TItem> { [Tool] public int Add(int a, int b) => a + b; }""");

    [Theory]
    [InlineData("""[Task("t")] public partial class T : List<int> { public void Run() { } }""")]
    [InlineData("""public class Outer<TItem> { public class T { public void Run() { } } }""")]
    public Task GenericBase_AndAnyOtherType_IsNotReported(string source) => Verify.IsSilentAsync(source);

    private static string Message(string name) =>
        $"'{name}' has type parameters, but what Runnel stores and sends has fixed types; remove the type parameters, or move what Runnel reads out of '{name}'";
}
