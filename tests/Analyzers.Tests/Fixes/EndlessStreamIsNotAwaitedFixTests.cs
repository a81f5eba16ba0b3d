using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;
using Runnel.Analyzers.Tests.Rules;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class EndlessStreamIsNotAwaitedFixTests
{
    private const string Iterator = "async IAsyncEnumerable<int> TicksAsync() { while (true) { await Task.Delay(1000); yield return 1; } }";

    [Theory]
    [InlineData("// ticks\n        streams.Ticks.Pipe(TicksAsync()); // on\n        await Task.Yield();\n", "// ticks\n        var ticks = streams.Ticks.Pipe(TicksAsync()); // on\n        await Task.Yield();\n        await ticks.Completion;\n")]
    [InlineData("_ = streams.Ticks.Pipe(TicksAsync());\n        await Task.Yield();\n        return;\n", "var ticks = streams.Ticks.Pipe(TicksAsync());\n        await Task.Yield();\n        await ticks.Completion;\n        return;\n")]
    [InlineData("var clock = streams.Ticks.Pipe(TicksAsync());\n        await Task.Yield();\n", "var clock = streams.Ticks.Pipe(TicksAsync());\n        await Task.Yield();\n        await clock.Completion;\n")]
    [InlineData("var ticks = 1;\n        streams.Ticks.Pipe(TicksAsync());\n        await Task.Delay(ticks);\n", "var ticks = 1;\n        var ticks2 = streams.Ticks.Pipe(TicksAsync());\n        await Task.Delay(ticks);\n        await ticks2.Completion;\n")]
    [InlineData("streams.Ticks.Pipe(Local());\n        await Task.Yield();\n\n        async IAsyncEnumerable<int> Local() { while (true) { await Task.Delay(1); yield return 1; } }\n", "var ticks = streams.Ticks.Pipe(Local());\n        await Task.Yield();\n        await ticks.Completion;\n\n        async IAsyncEnumerable<int> Local() { while (true) { await Task.Delay(1); yield return 1; } }\n")]
    [InlineData("streams.Ticks.Pipe(TicksAsync());\n", "var ticks = streams.Ticks.Pipe(TicksAsync());\n        await ticks.Completion;\n")]
    public Task Task_WaitsForThePipeBeforeItReturns(string before, string after) =>
        VerifyFix.ChangesAsync(StreamingRules.EndlessStreamIsNotAwaited, Task(before), Task(after), EndlessStreamIsNotAwaitedTests.Streams);

    [Theory]
    [InlineData("if (token.CanBeCanceled) { streams.Ticks.Pipe(TicksAsync()); } await Task.Yield();")]
    [InlineData("streams.Ticks.Pipe(TicksAsync()); if (token.CanBeCanceled) { return; } await Task.Yield(); throw new NotImplementedException();")]
    [InlineData("streams.Ticks.Pipe(TicksAsync()); if (token.CanBeCanceled) { return; } await Task.Yield();")]
    [InlineData("streams.Ticks.Pipe(TicksAsync()); try { await Task.Yield(); return; } finally { Console.Write(1); }")]
    public Task PipeOnOnePathOnly_IsLeftToItsAuthor(string body) =>
        VerifyFix.OffersNothingAsync(StreamingRules.EndlessStreamIsNotAwaited, Task(body), EndlessStreamIsNotAwaitedTests.Streams);

    [Fact]
    public Task TaskThatIsNotAsync_IsLeftToItsAuthor() => VerifyFix.OffersNothingAsync(
        StreamingRules.EndlessStreamIsNotAwaited,
        Task("streams.Ticks.Pipe(TicksAsync());").Replace("async Task RunAsync", "void Run", StringComparison.Ordinal),
        EndlessStreamIsNotAwaitedTests.Streams);

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        StreamingRules.EndlessStreamIsNotAwaited,
        3,
        Task("streams.Ticks.Pipe(TicksAsync());\n        streams.More.Pipe(TicksAsync());\n        await System.Threading.Tasks.Task.Yield();\n").Replace("S streams", "M streams", StringComparison.Ordinal),
        """
        [Streams] public partial record M(TaskStream<int> Ticks, TaskStream<int> More);
        [Task("u")] public partial class U { public async Task RunAsync(M streams) { streams.Ticks.Pipe(T.TicksAsync()); await Task.Yield(); } }
        """);

    private static string Task(string body) => EndlessStreamIsNotAwaitedTests.Task(body.TrimEnd('\n'), "public static " + Iterator);
}
