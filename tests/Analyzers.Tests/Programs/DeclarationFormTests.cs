using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Programs;

/// <summary>Where and in how many parts a type is declared makes no difference to what is reported.</summary>
public sealed class DeclarationFormTests
{
    private const string Message = "Constructor parameter 'a' cannot be resolved: it is passed by reference; take it by value";

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public T(in int [|a|]) { } public void Run() { } }""")]
    [InlineData("""namespace N.O { [Task("t")] public partial class T { public T(in int [|a|]) { } public void Run() { } } }""")]
    [InlineData("""namespace N; [Task("t")] public partial record T { public T(in int [|a|]) { } public void Run() { } }""")]
    [InlineData("""partial interface IA { internal partial struct B { internal partial record C { [Task("t")] internal partial class T { public T(in int [|a|]) { } public void Run() { } } } } }""")]
    [InlineData("""namespace N { public partial class @class { [Task("t")] public partial class @new { public @new(in int [|a|]) { } public void Run() { } } } }""")]
    public Task GlobalNamespacedAndNestedClass_IsReported(string source) => Verify.ReportsAsync(Rule.ServiceIsUnsupported, Message, source);

    [Fact]
    public Task ClassInTwoFiles_IsReportedInTheFileOfTheMistake()
    {
        const string Head = """namespace N; [Task("t")] public partial class T { public void Run() { } }""";
        const string Rest = """namespace N; partial class T { public T(in int [|a|]) { } }""";
        return Task.WhenAll(
            Verify.ReportsAsync(Rule.ServiceIsUnsupported, Message, Head, Rest),
            Verify.ReportsAsync(Rule.ServiceIsUnsupported, Message, Rest, Head));
    }

    [Fact]
    public Task RecordInTwoFiles_IsReportedInTheFileOfTheMistake() => Verify.ReportsAsync(
        Rule.StreamNameIsReserved,
        "A stream cannot be named 'Run', which the generated union uses itself; rename the parameter and keep its key with [Stream]",
        "[Streams] partial record S;",
        "partial record S(TaskStream<int> [|Run|]);");

    [Fact]
    public Task AttributeOnTwoParts_IsTheCompilersErrorAlone() => Verify.HasErrorsAsync(
        UserProgram.Of("""[Task("t")] public partial class T { public void Run() { } }""", """[Task("u")] public partial class T;""", Caller.OfT), "CS0579");

    [Theory]
    [InlineData("""[Task("t")] public partial struct T { public void Run() { } }""", "CS0592")]
    [InlineData("""[ToolTask("t")] public partial record struct T { public void Run() { } }""", "CS0592")]
    [InlineData("""[Tools] public partial struct W { [Tool] public int Add(int a) => a; }""", "CS0592")]
    [InlineData("""[Tools] public partial interface W { [Tool] int Add(int a) => a; }""", "CS0592")]
    [InlineData("""[Tools] public partial class W { [Tool] private int Add(F a) => 1; [Tool] public int Sum(int a) => a; } file record F;""", "CS9051")]
    [InlineData("""[Tools] public partial class W { [Tool, Tool] public int Add(int a) => a; }""", "CS0579")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add([System.ComponentModel.DataAnnotations.Range(1, 2, ErrorMessage = "a", ErrorMessage = "b")] int a) => a; }""", "CS0643")]
    public Task DeclarationThatTheCompilerRefuses_IsItsErrorAlone(string source, string error) => Verify.HasErrorsAsync(UserProgram.Of(source), error);

    [Fact]
    public Task AttributesOfThatNameInOtherNamespaces_AreNoneOfOurs() => Verify.IsSilentAsync(
        """
        namespace Other
        {
            using Task = Other.TaskAttribute;
            public sealed class TaskAttribute : Attribute;
            public sealed class StreamsAttribute : Attribute;
            [Other.Task] public class T;
            [Other.Streams] public class S;
        }
        """);
}
