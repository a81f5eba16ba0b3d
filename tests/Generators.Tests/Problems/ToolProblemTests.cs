using Runnel.Generators.Parsing;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Problems;

/// <summary>One mistake in a tool or a set is one problem, before generation and after it; what else the set has still compiles.</summary>
public sealed class ToolProblemTests
{
    private const string Weather = """[ToolTask("weather")] public partial class Weather { public int Run(string place) => place.Length; }""";

    public static TheoryData<string, string> MistakesInASet => new()
    {
        { nameof(Rule.ToolNameIsInvalid), """[Tool("")] public void Bad() { }""" },
        { nameof(Rule.ToolNameIsInvalid), """[Tool("a b")] public void Bad() { }""" },
        { nameof(Rule.ToolNameIsInvalid), """[Tool("a\n\"}")] public void Bad() { }""" },
        { nameof(Rule.ToolNameIsInvalid), """[Tool("x234567890123456789012345678901234567890123456789012345678901234x")] public void Bad() { }""" },
        { nameof(Rule.ToolNameIsInvalid), """[Tool] public void Größe() { }""" },
        { nameof(Rule.ToolIsNotUnique), """[Tool] public void Good(int a) { }""" },
        { nameof(Rule.ToolIsNotUnique), """[Tool("other")] public void Good(int a) { }""" },
        { nameof(Rule.ToolIsNotUnique), """[Tool("good")] public void Other() { }""" },
        { nameof(Rule.ToolIsNotUnique), """[Tool] public Task GoodAsync() => Task.CompletedTask;""" },
        { nameof(Rule.ToolIsNotUnique), """[Tool("weather")] public void Bad() { }""" },
        { nameof(Rule.ToolIsNotUnique), """[Tool("x")] public void gOod() { }""" },
        { nameof(Rule.RunMethodIsGeneric), """[Tool] public T Bad<T>(T value) => value;""" },
        { nameof(Rule.ParameterIsByReference), """[Tool] public void Bad(ref int a) { }""" },
        { nameof(Rule.ParameterIsByReference), """[Tool] public void Bad(in int a) { }""" },
        { nameof(Rule.ParameterIsByReference), """[Tool] public void Bad(ref readonly int a) { }""" },
        { nameof(Rule.ParameterIsByReference), """[Tool] public void Bad(out int a) => a = 1;""" },
        { nameof(Rule.ParameterIsByReference), """[Tool] public void Bad(params int[] a) { }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Tool] public void Bad(TaskContext context) { }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Tool] public void Bad(TestStreams streams) { }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Tool] public void Bad(IServiceProvider services) { }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Tool] public void Bad(object a, int b) { }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Tool] public void Bad(ReadOnlySpan<char> a) { }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Tool] public void Bad(int a, int A) { }""" },
        { nameof(Rule.OutputIsUnsupported), """[Tool] public IAsyncEnumerable<int> Bad() => null!;""" },
        { nameof(Rule.OutputIsUnsupported), """[Tool] public Task<Task> Bad() => null!;""" },
        { nameof(Rule.OutputIsUnsupported), """int x; [Tool] public ref int Bad() => ref x;""" },
        { nameof(Rule.RunMethodIsAsyncVoid), """[Tool] public async void Bad() => await Task.Yield();""" },
        { nameof(Rule.GeneratedNameHidesType), """[Tool] public void Bad(GoodToolCall call) { }""" },
        { nameof(Rule.GeneratedTypeInSignature), """[Tool] public void Bad(S.ManyArguments arguments) { } [Tool] public void Many(int a, int b) { }""" },
        { nameof(Rule.GeneratedTypeInSignature), """[Tool] public Weather.ToolCall Bad() => null!;""" },
    };

    [Theory]
    [MemberData(nameof(MistakesInASet))]
    public void MistakeInAMethod_LeavesTheOtherTools(string rule, string member) => AssertOneProblem(
        rule,
        Weather,
        $$"""[Tools(typeof(Weather))] public partial class S : IBad { [Tool] public void Good() { } {{member}} }""",
        "public interface IBad { static virtual int Bad() => 0; } public record GoodToolCall(int A); [Streams] public partial record TestStreams(TaskStream<int> A);",
        "static class Caller { static object Call(S set, Weather.ToolCall call, S.GoodToolCall other, RunnelBuilder runnel) => (set.Functions, set.Weather, set.GoodTool, (ITextStreamPart<S>)call, (ITextStreamPart<S>)other, runnel.AddTasks()); }");

    [Theory]
    [InlineData(nameof(Rule.ToolIsNoToolTask), """[Tools(typeof(string))] public partial class S;""")]
    [InlineData(nameof(Rule.ToolIsNoToolTask), """[Tools(typeof(List<>))] public partial class S;""")]
    [InlineData(nameof(Rule.ToolIsNoToolTask), """[Tools(typeof(Plain))] public partial class S; [Task("plain")] public partial class Plain { public void Run() { } }""")]
    [InlineData(nameof(Rule.ToolIsNoToolTask), """[Tools(typeof(int[]))] public partial class S;""")]
    [InlineData(nameof(Rule.ToolIsNoToolTask), """[Tools(null!)] public partial class S;""")]
    [InlineData(nameof(Rule.ToolIsNoToolTask), """[Tools(typeof(A), null!)] public partial class S; [ToolTask("a")] public partial class A { public void Run() { } }""")]
    [InlineData(nameof(Rule.ToolIsNotUnique), """[Tools(typeof(A), typeof(A))] public partial class S; [ToolTask("a")] public partial class A { public void Run() { } }""")]
    [InlineData(nameof(Rule.ToolIsNotUnique), """[Tools(typeof(N.A), typeof(M.A))] public partial class S; namespace N { [ToolTask("a")] public partial class A { public void Run() { } } } namespace M { [ToolTask("b", Name = "b")] public partial class A { public void Run() { } } }""")]
    [InlineData(nameof(Rule.ToolIsNotUnique), """[Tools(typeof(A), typeof(B))] public partial class S; [ToolTask("a", Name = "x")] public partial class A { public void Run() { } } [ToolTask("b", Name = "x")] public partial class B { public void Run() { } }""")]
    [InlineData(nameof(Rule.ToolIsNotUnique), """[Tools(typeof(Functions))] public partial class S; [ToolTask("a")] public partial class Functions { public void Run() { } }""")]
    [InlineData(nameof(Rule.ToolNameIsInvalid), """[Tools(typeof(A))] public partial class S; [ToolTask("a", Name = "a b")] public partial class A { public void Run() { } }""")]
    [InlineData(nameof(Rule.ToolNameIsInvalid), """[Tools(typeof(Größe))] public partial class S; [ToolTask("a")] public partial class Größe { public void Run() { } }""")]
    [InlineData(nameof(Rule.ToolIsAlsoTask), """[Tools] public partial class S; [ToolTask("a"), Task("b")] public partial class A { public void Run() { } }""")]
    [InlineData(nameof(Rule.ToolIsAlsoTask), """[Tools(typeof(A))] public partial class S; [ToolTask("a"), Task("b")] public partial class A { public void Run() { } }""")]
    [InlineData(nameof(Rule.TaskIsAlsoClient), """[Tools] public partial class S; [ToolTask("a"), TaskClient<NoPayload, NoOutput, NoStreams>("b")] public partial class A { public void Run() { } }""")]
    [InlineData(nameof(Rule.TaskCannotBeCreated), """[Tools] public abstract partial class S { [Tool] public void A() { } }""")]
    [InlineData(nameof(Rule.ConstructorIsMissing), """[Tools] public partial class S { private S() { } [Tool] public void A() { } }""")]
    [InlineData(nameof(Rule.ConstructorIsAmbiguous), """[Tools] public partial class S { public S() { } public S(int a) { } [Tool] public void A() { } }""")]
    [InlineData(nameof(Rule.ServiceIsUnsupported), """[Tools] public partial class S { public S(in int a) { } [Tool] public void A() { } }""")]
    [InlineData(nameof(Rule.RequiredMemberIsNotSet), """[Tools] public partial class S { public required int A { get; set; } }""")]
    [InlineData(nameof(Rule.RunMethodIsMissing), """[Tools(typeof(A))] public partial class S; [ToolTask("a")] public partial class A;""")]
    [InlineData(nameof(Rule.TypeIsNotPartial), """[Tools(typeof(A))] public partial class S; [ToolTask("a")] public class A { public void Run() { } }""")]
    [InlineData(nameof(Rule.GeneratedNameHidesType), """[Tools(typeof(A))] public partial class S; public record ToolCall(int B); [ToolTask("a")] public partial class A { public void Run(ToolCall call) { } }""")]
    [InlineData(nameof(Rule.GeneratedNameHidesType), """[Tools(typeof(A))] public partial class S; [ToolTask("a")] public partial class A { public ToolResult Run() => null!; }""")]
    [InlineData(nameof(Rule.GeneratedTypeInSignature), """[Tools] public partial class S { [Tool] public int Convert(int a, int b) => a; } [Task("a")] public partial class A { public void Run(S.ConvertArguments arguments) { } }""")]
    [InlineData(nameof(Rule.GeneratedTypeInSignature), """[Tools] public partial class S { [Tool] public int Convert(int a, int b) => a; } [Streams] public partial record A(TaskStream<S.ConvertToolCall> Calls);""")]
    public void MistakeWithAStub_IsOneProblem(string rule, string source) =>
        AssertOneProblem(rule, source, "static class Caller { static object Call(S set, RunnelBuilder runnel) => (set.Functions, runnel.AddTasks()); }");

    [Theory]
    [InlineData(nameof(Rule.TypeIsNotPartial), """[Tools] public class S { [Tool] public void A() { } }""")]
    [InlineData(nameof(Rule.TypeIsGeneric), """[Tools] public partial class S<T> { [Tool] public void A() { } }""")]
    [InlineData(nameof(Rule.TaskCannotBeCreated), """[Tools] public static partial class S { [Tool] public static void A() { } }""")]
    [InlineData(nameof(Rule.TaskIsNotReachable), """public partial class Outer { [Tools] private partial class S { [Tool] public void A() { } } }""")]
    [InlineData(nameof(Rule.TaskIsNotReachable), """public partial class Outer { [Tools(typeof(A))] internal partial class S; [ToolTask("a")] private partial class A { public void Run(int a) { } } }""")]
    [InlineData(nameof(Rule.TaskIsNotReachable), """[Tools] file partial class S { [Tool] public void A() { } }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[Tools] public partial class S { public int Functions => 1; }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[Tools] public partial class S { [Tool] public void Get() { } public int GetTool => 1; }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[Tools] public partial class S { [Tool] public void Get() { } public record GetToolCall; }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[Tools] public partial class GetTool { [Tool] public void Get() { } }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """public class B { public int GetDefinition => 1; } [Tools] public partial class S : B { [Tool] public void Get() { } }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[Tools] public partial class S; [Tools] public partial class T : S;""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[Tools] public partial class S(int Functions) { [Tool] public int Get() => Functions; }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[Tools(typeof(Weather))] public partial class S(Weather.TaskClient Weather) { [Tool] public string Get() => Weather.ToString()!; } """ + Weather)]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[ToolTask("a")] public partial class A(string ToolParts) { public string Run() => ToolParts; }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[Task("a")] public partial class A(string Contract) { public string Run() => Contract; }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[ToolTask("a")] public partial class A { public void Run() { } public record ToolError; }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[ToolTask("a")] public partial class ToolFunction { public void Run() { } }""")]
    public void MistakeWithoutAStub_IsOneProblem(string rule, string source) => AssertOneProblem(rule, source);

    [Theory]
    [InlineData("[Tool] public void Bad(Typo typo) { }", "CS0246")]
    [InlineData("[Tool] public Typo Bad() => null!;", "CS0246")]
    [InlineData("[Tool(Typo)] public void Bad() { }", "CS0103")]
    [InlineData("public S(Typo typo) { }", "CS0246")]
    public void TypeThatDoesNotExist_IsReportedOnceByTheCompiler(string member, string error)
    {
        var generated = UserProject.Of(
            "using Runnel;" + Weather,
            $$"""using Runnel; [Tools(typeof(Weather))] public partial class S { {{member}} [Tool] public void Good() { } }""",
            "static class Caller { static object Call(S set, Runnel.RunnelBuilder runnel) => (set.Functions, set.Weather, set.GoodTool, Runnel.RunnelTasks.AddTasks(runnel)); }").Generate();

        Assert.Empty(ProblemFinder.Find(generated.Compilation));
        Assert.Equal([error], generated.ErrorIds);
    }

    [Theory]
    [InlineData("typeof(Typo)", "CS0246")]
    [InlineData("typeof(Weather), typeof(Typo)", "CS0246")]
    public void ToolThatDoesNotExist_IsReportedOnceByTheCompiler(string tools, string error)
    {
        var generated = UserProject.Of("using Runnel;" + Weather, $$"""using Runnel; [Tools({{tools}})] public partial class S { [Tool] public void Good() { } }""").Generate();

        Assert.Empty(ProblemFinder.Find(generated.Compilation));
        Assert.Equal([error], generated.ErrorIds);
    }

    private static void AssertOneProblem(string rule, params string[] sources)
    {
        var project = UserProject.Of([.. sources.Select(source => "using Runnel;\n" + source)]);
        var generated = project.Generate();

        Assert.Equal([rule], ProblemFinder.Find(project.Compile()).Select(problem => problem.Rule.ToString()));
        Assert.Equal([rule], ProblemFinder.Find(generated.Compilation).Select(problem => problem.Rule.ToString()));
        Assert.Empty(generated.ErrorIds);
    }
}
