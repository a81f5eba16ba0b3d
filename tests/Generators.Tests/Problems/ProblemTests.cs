using Runnel.Generators.Parsing;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Problems;

/// <summary>One mistake is one problem, before generation and after it, and the stub leaves callers without errors of their own.</summary>
public sealed class ProblemTests
{
    private const string Caller = """
        static class Caller
        {
            static object Call(T.TaskClient client, T.StreamPart part, RunnelBuilder runnel) => part is T.StreamPart.Run(var run) ? client.GetAsync(run.Id) : runnel.AddTasks();
        }
        """;

    public static TheoryData<string, string> MistakesWithAStub => new()
    {
        { nameof(Rule.TaskCannotBeCreated), """[Task("t")] public abstract partial class T { public void Run() { } }""" },
        { nameof(Rule.TaskIdIsInvalid), """[Task("a </b>\n\"b")] public partial class T { public void Run() { } }""" },
        { nameof(Rule.TaskIdIsInvalid), """[Task(null!)] public partial class T { public void Run() { } }""" },
        { nameof(Rule.RunMethodIsMissing), """[Task("t")] public partial class T { void Run() { } }""" },
        { nameof(Rule.RunMethodIsAmbiguous), """[Task("t")] public partial class T { public void Run() { } public void Run(int i) { } }""" },
        { nameof(Rule.RunMethodIsGeneric), """[Task("t")] public partial class T { public void Run<TItem>() { } }""" },
        { nameof(Rule.RunMethodIsAsyncVoid), """[Task("t")] public partial class T { public async void Run() => await Task.Yield(); }""" },
        { nameof(Rule.OutputIsUnsupported), """[Task("t")] public partial class T { public IAsyncEnumerable<int> Run() => null!; }""" },
        { nameof(Rule.OutputIsUnsupported), """[Task("t")] public partial class T { public Task<(int, string)> Run() => null!; }""" },
        { nameof(Rule.OutputIsUnsupported), """[Task("t")] public partial class T { int x; public ref int Run() => ref x; }""" },
        { nameof(Rule.OutputIsUnsupported), """[Task("t")] public partial class T { public ReadOnlySpan<char> Run() => default; }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Task("t")] public partial class T { public void Run(IDisposable service) { } }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Task("t")] public partial class T { public void Run(Func<int> f) { } }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Task("t")] public partial class T { public void Run(MemoryStream s) { } }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Task("t")] public partial class T { public void Run(List<object> s) { } }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Task("t")] public partial class T { public void Run((int A, int B) s) { } }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Task("t")] public partial class T { public void Run(dynamic s) { } }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Task("t")] public partial class T { public void Run(ReadOnlySpan<char> s) { } }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Task("t")] public partial class T { public void Run(TaskStream<int> s) { } }""" },
        { nameof(Rule.ParameterIsUnsupported), """[Task("t")] public partial class T { public void Run(int a, int A) { } }""" },
        { nameof(Rule.ParameterIsByReference), """[Task("t")] public partial class T { public void Run(ref int s) { } }""" },
        { nameof(Rule.ParameterIsByReference), """[Task("t")] public partial class T { public void Run(params int[] s) { } }""" },
        { nameof(Rule.StreamsAreAmbiguous), """[Streams] public partial record S(); [Task("t")] public partial class T { public void Run(S s, S t) { } }""" },
        { nameof(Rule.ConstructorIsMissing), """[Task("t")] public partial class T { T() { } public void Run() { } }""" },
        { nameof(Rule.ConstructorIsAmbiguous), """[Task("t")] public partial class T { public T() { } public T(int i) { } public void Run() { } }""" },
        { nameof(Rule.ServiceIsUnsupported), """[Task("t")] public partial class T { public T(in int i) { } public void Run() { } }""" },
        { nameof(Rule.RequiredMemberIsNotSet), """[Task("t")] public partial class T { public required int A { get; set; } public void Run() { } }""" },
        { nameof(Rule.GeneratedNameHidesType), """public record StreamPart; [Task("t")] public partial class T { public void Run(StreamPart p) { } }""" },
        { nameof(Rule.GeneratedNameHidesType), """public record Arguments; [Task("t")] public partial class T { public Arguments Run(int i) => null!; }""" },
        { nameof(Rule.GeneratedNameHidesType), """public record StreamPart; [Task("t")] public partial class T { public T(List<StreamPart> c) { } public void Run() { } }""" },
        { nameof(Rule.GeneratedTypeInSignature), """[Task("t")] public partial class T { public List<T.StreamPart> Run() => null!; }""" },
        { nameof(Rule.GeneratedTypeInSignature), """[Task("o")] public partial class O { public void Run() { } } [Task("t")] public partial class T { public void Run(O.StreamPart p) { } }""" },
        { nameof(Rule.GeneratedTypeInSignature), """[Task("o")] public partial class O { public void Run() { } } [Streams] public partial record S(TaskStream<O.StreamPart> P); [Task("t")] public partial class T { public void Run(S s) { } }""" },
        { nameof(Rule.SettingIsInvalid), """[Task("t", MaxAttempts = 0)] public partial class T { public void Run() { } }""" },
        { nameof(Rule.SettingIsInvalid), """[Task("t")] [Schedule("@daily", Id = "a b")] public partial class T { public void Run() { } }""" },
        { nameof(Rule.SettingIsInvalid), """[Task("t")] [Schedule("@daily", Missed = (MissedRuns)9)] public partial class T { public void Run() { } }""" },
        { nameof(Rule.ScheduledPayloadCannotBeMade), """[Task("t")] [Schedule("@daily")] public partial class T { public void Run(int days) { } }""" },
        { nameof(Rule.ScheduleIsNotUnique), """[Task("t")] [Schedule("@daily")] [Schedule("@daily")] public partial class T { public void Run() { } }""" },
        { nameof(Rule.StreamsCannotBeCreated), """[Streams] public abstract partial record S(TaskStream<int> A); [Task("t")] public partial class T { public void Run(S s) { } }""" },
        { nameof(Rule.StreamsAreNoRecord), """[Streams] public partial class S; [Task("t")] public partial class T { public void Run(S s) { } }""" },
        { nameof(Rule.StreamIsNoTaskStream), """[Streams] public partial record S(int A, TaskStream<int> B); [Task("t")] public partial class T { public void Run(S s) { } }""" },
        { nameof(Rule.StreamKeyIsInvalid), """[Streams] public partial record S([Stream("a b")] TaskStream<int> A, TaskStream<int> B); [Task("t")] public partial class T { public void Run(S s) { } }""" },
        { nameof(Rule.StreamIsNotUnique), """[Streams] public partial record S(TaskStream<int> A, [Stream("a")] TaskStream<int> B); [Task("t")] public partial class T { public void Run(S s) { } }""" },
        { nameof(Rule.StreamNameIsReserved), """[Streams] public partial record S(TaskStream<int> Run, TaskStream<int> B); [Task("t")] public partial class T { public void Run(S s) { } }""" },
        { nameof(Rule.ClientStreamsAreInvalid), """[TaskClient<NoPayload, NoOutput, string>("t")] public partial class T;""" },
        { nameof(Rule.ClientPayloadIsUnsupported), """[TaskClient<IDisposable, NoOutput, NoStreams>("t")] public partial class T;""" },
        { nameof(Rule.ModuleIsNotStatic), """[TaskModule] public partial class M; [Task("t")] public partial class T { public void Run() { } }""" },
    };

    [Theory]
    [MemberData(nameof(MistakesWithAStub))]
    public void Mistake_IsOneProblemAndNoCompilerError(string rule, string source)
    {
        var project = UserProject.Of("using Runnel;\n" + source, "using Runnel;\n" + Caller);
        var generated = project.Generate();

        Assert.Equal([rule], ProblemFinder.Find(project.Compile()).Select(problem => problem.Rule.ToString()));
        Assert.Equal([rule], ProblemFinder.Find(generated.Compilation).Select(problem => problem.Rule.ToString()));
        generated.AssertCompiles();
    }

    [Theory]
    [InlineData(nameof(Rule.TypeIsNotPartial), """[Task("t")] public class T { public void Run() { } }""")]
    [InlineData(nameof(Rule.TypeIsNotPartial), """public class Outer { [Task("t")] public partial class T { public void Run() { } } }""")]
    [InlineData(nameof(Rule.TypeIsNotPartial), """[Streams] public record S(TaskStream<int> A);""")]
    [InlineData(nameof(Rule.TypeIsGeneric), """[Task("t")] public partial class T<TItem> { public void Run() { } }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[Task("t")] public partial class T { public void Run() { } public class StreamPart; }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """public class B { public int Contract => 1; } [Task("t")] public partial class T : B { public void Run() { } }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[Task("t")] public partial class TaskClient { public void Run() { } }""")]
    [InlineData(nameof(Rule.TaskIsNotReachable), """public partial class Outer { [Task("t")] private partial class T { public void Run() { } } }""")]
    [InlineData(nameof(Rule.TaskIsAlsoClient), """[Task("t"), TaskClient<NoPayload, NoOutput, NoStreams>("t")] public partial class T { public void Run() { } }""")]
    [InlineData(nameof(Rule.GeneratedNameIsTaken), """[TaskModule] public static partial class M { static int Module => 1; }""")]
    public void MistakeWithoutAStub_IsOneProblem(string rule, string source)
    {
        var project = UserProject.Of("using Runnel;\n" + source);
        var generated = project.Generate();

        Assert.Equal([rule], ProblemFinder.Find(generated.Compilation).Select(problem => problem.Rule.ToString()));
        generated.AssertCompiles();
    }

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run(Typo prompt) { } }""")]
    [InlineData("""[Task("t")] public partial class T { public Typo Run() => null!; }""")]
    [InlineData("""[Task("t")] public partial class T { public Task<List<Typo>> Run() => null!; }""")]
    [InlineData("""[Task("t")] public partial class T(Typo service) { public void Run() => _ = service; }""")]
    [InlineData("""[Streams] public partial record S(TaskStream<Typo> A); [Task("t")] public partial class T { public void Run(S s) { } }""")]
    [InlineData("""[TaskClient<Typo, NoOutput, NoStreams>("t")] public partial class T;""")]
    public void TypeThatDoesNotExist_IsReportedOnceByTheCompiler(string source)
    {
        var project = UserProject.Of("using Runnel;\n" + source, "using Runnel;\n" + Caller);
        var generated = project.Generate();

        Assert.Empty(ProblemFinder.Find(generated.Compilation));
        Assert.Equal(["CS0246"], generated.ErrorIds);
    }

    [Fact]
    public void AttributeOnTwoParts_IsReportedOnceByTheCompiler()
    {
        var project = UserProject.Of("""using Runnel; [Task("t")] public partial class T { public void Run() { } } [Task("u")] public partial class T;""");

        Assert.Equal(["CS0579"], project.Generate().Diagnostics.Select(diagnostic => diagnostic[(diagnostic.IndexOf("error ", StringComparison.Ordinal) + 6)..][..6]));
    }

    [Fact]
    public void GoldenExample_HasNoProblem()
    {
        var project = UserProject.Of(Golden.GoldenSources.Tasks);

        Assert.Empty(ProblemFinder.Find(project.Compile()));
        Assert.Empty(ProblemFinder.Find(project.Generate().Compilation));
    }
}
