using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamsAreIgnoredTests
{
    private const string Streams = "[Streams] public partial record S(TaskStream<int> A, TaskStream<string> B);";

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run(S [|streams|]) { } }""")]
    [InlineData("""[Task("t")] public partial class T { public async Task<int> RunAsync(int a, S [|streams|], CancellationToken token) { await Task.Delay(a, token); return a; } }""")]
    [InlineData("""[ToolTask("t")] public partial class T { public int Run(int a, S [|streams|]) => a; }""")]
    public Task UnusedParameter_IsReported(string task) => VerifyUse.ReportsAsync(StreamingRules.StreamsAreIgnored, Message, task, Streams);

    [Fact]
    public Task RecordOfAReferencedAssembly_IsReported()
    {
        var library = (UserProgram.Of(Streams) with { AssemblyName = "Library" }).Generate();
        return VerifyUse.ReportsAsync(
            StreamingRules.StreamsAreIgnored,
            Message,
            UserProgram.Of("""[Task("t")] public partial class T { public void Run(S [|streams|]) { } }""") with { References = [library.ToReference()] });
    }

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public async Task RunAsync(S streams) => await streams.A.WriteAsync(1); }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) => Helper.Write(streams); } static class Helper { public static void Write(S streams) { } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) { var (a, b) = streams; } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) { _ = streams; } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S _) { } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) => throw new NotImplementedException(); }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) { throw new NotImplementedException(); } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(None streams) { } } [Streams] public partial record None();""")]
    [InlineData("""public class C { public void Run(S streams) { } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run(S streams) => RunAsync(streams.A, streams); private static void RunAsync(object stream, S streams) { } }""")]
    [InlineData("""public interface I { void Run(S streams); } public abstract class C { public abstract Task RunAsync(S streams); }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run() { Local(null!); static void Local(S streams) { } } void Other(S streams) { } }""")]
    public Task UsedParameter_AndOtherMethods_AreNotReported(string source) => VerifyUse.IsSilentAsync(StreamingRules.StreamsAreIgnored, source, Streams);

    private const string Message = "Task 'T' takes 'S' and does nothing with it, so its subscribers never see a chunk; write to a stream of 'streams', or remove the parameter";
}
