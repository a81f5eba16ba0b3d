using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamIsNotWrittenTests
{
    private const string Streams = "[Streams] public partial record S(TaskStream<int> A, TaskStream<string> B);";

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public async Task RunAsync(S streams) => await streams.A.WriteAsync(1); }""", "'T'")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) { Action write = () => Helper.Write(streams.A); write(); } } static class Helper { public static void Write(TaskStream<int> stream) { } }""", "'T'")]
    [InlineData("""[ToolTask("t")] public partial class T { public void Run(int a, S streams) => _ = streams.A; } [Task("u")] public partial class U { public void Run(S s) => _ = s.A; }""", "'T' and 'U'")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) => _ = streams.A; } static class Other { static void Read(T.StreamPart part) { if (part is T.StreamPart.B) { } } }""", "'T'")]
    public Task StreamThatNoTaskNames_IsReportedWhereItIsDeclared(string tasks, string names) => VerifyUse.ReportsAsync(
        StreamingRules.StreamIsNotWritten,
        $"No task writes to the stream 'B', so whoever subscribes never sees a chunk of it; write to it in {names}, or remove it",
        Streams.Replace(" B)", " [|B|])", StringComparison.Ordinal),
        tasks);

    [Fact]
    public Task ChunkOfAReferencedAssembly_MakesNoDifference()
    {
        var library = (UserProgram.Of("public record Chunk(int A); public abstract class TaskBase { }") with { AssemblyName = "Library" }).Generate();
        return VerifyUse.ReportsAsync(
            StreamingRules.StreamIsNotWritten,
            "No task writes to the stream 'B', so whoever subscribes never sees a chunk of it; write to it in 'T', or remove it",
            UserProgram.Of(
                """[Streams] public partial record S(TaskStream<Chunk> A, TaskStream<Chunk> [|B|]); [Task("t")] public partial class T : TaskBase { public async Task RunAsync(S streams) => await streams.A.WriteAsync(new(1)); }""") with
            {
                References = [library.ToReference()],
            });
    }

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) => _ = (streams.A, streams.B); }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) => _ = streams.A; } [Task("u")] public partial class U { public void Run(S streams) => _ = streams.B; }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) { _ = streams.A; Helper.Write(streams); } } static class Helper { public static void Write(S streams) { } }""")]
    [InlineData("""[Task("t")] public partial class T { S? all; public void Run(S streams) { _ = streams.A; all = streams; } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) { _ = streams.A; var (a, b) = streams; } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) { _ = streams.A; streams.Log(); } } partial record S { public void Log() => _ = B; }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) { _ = streams.A; _ = streams is { B: var b }; } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) { } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) => throw new NotImplementedException(); }""")]
    [InlineData("""public class Base { public void Run(S streams) => _ = streams.A; } [Task("t")] public partial class T : Base;""")]
    [InlineData("""public abstract class Base<TStreams> { public void Run(TStreams streams) => Write(streams); protected abstract void Write(TStreams streams); } [Task("t")] public partial class T : Base<S> { protected override void Write(S streams) => _ = streams.B; } [Task("u")] public partial class U { public void Run(S streams) => _ = streams.A; }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) => _ = streams.A; } [TaskClient<NoPayload, NoOutput, S>("u")] public partial class U;""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) => _ = streams.A; static void RunAsync(S streams) => _ = streams.B; }""")]
    [InlineData("""public class C { public void Write(S streams) => _ = streams.A; }""")]
    public Task WrittenStream_RecordThatEscapes_AndRecordWithoutTask_AreNotReported(string source) =>
        VerifyUse.IsSilentAsync(StreamingRules.StreamIsNotWritten, source, Streams);

    [Fact]
    public Task RecordOfAReferencedAssembly_IsNotReported()
    {
        var library = (UserProgram.Of(Streams) with { AssemblyName = "Library" }).Generate();
        return VerifyUse.IsSilentAsync(
            StreamingRules.StreamIsNotWritten,
            UserProgram.Of("""[Task("t")] public partial class T { public void Run(S streams) => _ = streams.A; }""") with { References = [library.ToReference()] });
    }
}
