using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class EndlessStreamIsNotAwaitedTests
{
    internal const string Streams = "[Streams] public partial record S(TaskStream<int> Ticks, TaskStream<string> Log);";

    private const string Endless = "async IAsyncEnumerable<int> TicksAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default) { while (true) { await Task.Delay(1000, token); yield return 1; } }";

    [Theory]
    [InlineData("[|streams.Ticks.Pipe(TicksAsync())|]; await Task.Yield();")]
    [InlineData("_ = [|streams.Ticks.Pipe(TicksAsync(token))|]; await Task.Yield();")]
    [InlineData("var ticks = [|streams.Ticks.Pipe(TicksAsync(default))|]; await Task.Yield(); return;")]
    [InlineData("var source = TicksAsync(CancellationToken.None); if (token.CanBeCanceled) { [|streams.Ticks.Pipe(source)|]; } await Task.Yield();")]
    [InlineData("[|streams.Ticks.Pipe(Local())|]; await Task.Yield(); async IAsyncEnumerable<int> Local() { for (;;) { token.ThrowIfCancellationRequested(); await Task.Yield(); yield return 1; } }")]
    public Task PipeThatNothingWaitsFor_IsReported(string body) => ReportsAsync(body, Endless, body.Contains("Local()", StringComparison.Ordinal) ? "Local" : "TicksAsync");

    [Theory]
    [InlineData("{ using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await timer.WaitForNextTickAsync(token)) yield return 1; }")]
    [InlineData("{ using PeriodicTimer timer = new(TimeSpan.FromSeconds(1)); while (await timer.WaitForNextTickAsync().ConfigureAwait(false)) { yield return 1; } }")]
    [InlineData("{ yield return 0; using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(1))) { try { while (await timer.WaitForNextTickAsync(token)) { yield return 1; } } finally { Console.WriteLine(); } } }")]
    [InlineData("{ var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); for (var tick = 0; await timer.WaitForNextTickAsync(token); tick++) { yield return tick; } }")]
    [InlineData("{ while (!token.IsCancellationRequested) { await Task.Delay(1); yield return 1; } }")]
    [InlineData("{ do { foreach (var i in new[] { 1, 2 }) { if (i == 2) break; yield return i; } await Task.Delay(1); } while (true); }")]
    [InlineData("{ for (var i = 0; ; i++) { switch (i) { case 1: break; } yield return i; await Task.Delay(1); } }")]
    [InlineData("{ for (var i = 0; true; i++) { Func<int> f = () => { return 1; }; yield return f(); await Task.Delay(1); } }")]
    public Task EndlessIterator_IsReported(string iterator) =>
        ReportsAsync("[|streams.Ticks.Pipe(TicksAsync(token))|]; await Task.Yield();", Iterator(iterator), "TicksAsync");

    [Fact]
    public Task StreamsOfAReferencedAssembly_AreReported()
    {
        var library = (UserProgram.Of(Streams) with { AssemblyName = "Library" }).Generate();
        return VerifyUse.ReportsAsync(
            StreamingRules.EndlessStreamIsNotAwaited,
            Message("TicksAsync"),
            UserProgram.Of(Task("[|streams.Ticks.Pipe(TicksAsync())|]; await Task.Yield();", Endless)) with { References = [library.ToReference()] });
    }

    [Theory]
    [InlineData("await streams.Ticks.Pipe(TicksAsync()).Completion;")]
    [InlineData("var ticks = streams.Ticks.Pipe(TicksAsync()); await ticks.Completion;")]
    [InlineData("var ticks = streams.Ticks.Pipe(TicksAsync()); await foreach (var tick in ticks) { if (tick > 3) break; }")]
    [InlineData("await foreach (var tick in streams.Ticks.Pipe(TicksAsync())) { }")]
    [InlineData("Keep(streams.Ticks.Pipe(TicksAsync())); await Task.Yield(); static void Keep(object piped) { }")]
    [InlineData("PipedStream<int> ticks; ticks = streams.Ticks.Pipe(TicksAsync()); await ticks.Completion;")]
    [InlineData("using var stop = new CancellationTokenSource(); streams.Ticks.Pipe(TicksAsync(stop.Token)); await Task.Yield(); stop.Cancel();")]
    [InlineData("streams.Ticks.Pipe(TicksAsync().Take(3)); await Task.Yield();")]
    [InlineData("streams.Ticks.Pipe(TicksAsync()); await Task.Delay(Timeout.Infinite, token);")]
    [InlineData("streams.Ticks.Pipe(TicksAsync()); while (true) { await Task.Delay(1); }")]
    [InlineData("Action start = () => streams.Ticks.Pipe(TicksAsync()); start(); await Task.Yield();")]
    [InlineData("var stop = new CancellationTokenSource(); streams.Ticks.Pipe(Local()); await Task.Yield(); stop.Cancel(); async IAsyncEnumerable<int> Local() { while (true) { await Task.Delay(1, stop.Token); yield return 1; } }")]
    public Task AwaitedPipe_AndSourceThatMayBeStopped_AreNotReported(string body) => VerifyUse.IsSilentAsync(StreamingRules.EndlessStreamIsNotAwaited, Task(body, Endless), Streams);

    [Theory]
    [InlineData("{ while (true) { await Task.Delay(1); if (token.IsCancellationRequested) yield break; yield return 1; } }")]
    [InlineData("{ while (true) { await Task.Delay(1); if (token.IsCancellationRequested) break; yield return 1; } }")]
    [InlineData("{ while (!session.IsCancellationRequested) { await Task.Delay(1); yield return 1; } }")]
    [InlineData("{ while (!stopping.IsCancellationRequested) { await Task.Delay(1); yield return 1; } }")]
    [InlineData("{ for (var i = 0; i < 3; i++) { await Task.Delay(1); yield return i; } }")]
    [InlineData("{ while (true) { await Task.Delay(1); yield return DateTime.Now.Year > 3000 ? throw new TimeoutException() : 1; } }")]
    [InlineData("{ var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); Stop(timer); while (await timer.WaitForNextTickAsync(token)) yield return 1; static async void Stop(PeriodicTimer timer) { await Task.Delay(10); timer.Dispose(); } }")]
    [InlineData("{ while (await timer.WaitForNextTickAsync(token)) yield return 1; }")]
    [InlineData("{ var lines = Console.In; while (true) { await lines.ReadLineAsync(); yield return 1; } }")]
    [InlineData("{ while (true) { await Task.Delay(1, stopping); yield return 1; } }")]
    [InlineData("{ await Task.Yield(); if (token.CanBeCanceled) { while (true) { yield return 1; } } }")]
    [InlineData("{ await Task.Yield(); if (token.CanBeCanceled) { yield break; } while (true) { yield return 1; } }")]
    public Task IteratorThatMayEnd_IsNotReported(string iterator) => VerifyUse.IsSilentAsync(
        StreamingRules.EndlessStreamIsNotAwaited,
        Task("streams.Ticks.Pipe(TicksAsync(token)); await Task.Yield();", Iterator(iterator) + " PeriodicTimer timer = null!; CancellationToken stopping; CancellationTokenSource session = new();"),
        Streams);

    [Fact]
    public Task SourceOfAReferencedAssembly_IsNotReported()
    {
        var library = (UserProgram.Of($"public static class Clock {{ public static {Endless} }}") with { AssemblyName = "Library" }).Generate();
        return VerifyUse.IsSilentAsync(
            StreamingRules.EndlessStreamIsNotAwaited,
            UserProgram.Of(Task("streams.Ticks.Pipe(Clock.TicksAsync()); await Task.Yield();", ""), Streams) with { References = [library.ToReference()] });
    }

    [Fact]
    public Task TokenOfAnotherClass_IsNotTheTasks() => VerifyUse.IsSilentAsync(
        StreamingRules.EndlessStreamIsNotAwaited,
        Task("streams.Ticks.Pipe(new Clock(new CancellationTokenSource(100).Token).TicksAsync()); await Task.Yield();", ""),
        Streams,
        "public sealed class Clock(CancellationToken token) { public async IAsyncEnumerable<int> TicksAsync() { while (!token.IsCancellationRequested) { await Task.Delay(1); yield return 1; } } }");

    [Fact]
    public Task MethodOfAnotherClass_IsNotReported() => VerifyUse.IsSilentAsync(
        StreamingRules.EndlessStreamIsNotAwaited,
        Task("streams.Ticks.Pipe(TicksAsync()); await Task.Yield();", Endless).Replace("[Task(\"t\")]", "", StringComparison.Ordinal),
        Streams);

    internal static string Task(string body, string members) => $$"""
        [Task("t")]
        public partial class T
        {
            public async Task RunAsync(S streams, CancellationToken token)
            {
                {{body}}
            }

            {{members}}
        }
        """;

    private static Task ReportsAsync(string body, string members, string source) =>
        VerifyUse.ReportsAsync(StreamingRules.EndlessStreamIsNotAwaited, Message(source), Task(body, members), Streams);

    private static string Iterator(string body) => $"async IAsyncEnumerable<int> TicksAsync(CancellationToken token) {body}";

    private static string Message(string source) =>
        $"'{source}' never ends, and nothing waits for the stream 'Ticks' that it is piped into: when the task returns, the run lasts for the drain time (60 s) and the stream is cut off; await the pipe's Completion, or let the source end";
}
