using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamIsWrittenAfterReturnTests
{
    private const string Message = "Nothing waits for the work that writes to the stream 'Log': once the task has returned this call throws, and what it would have written is lost; " +
        "await the work before the task returns, or pipe a source";

    [Theory]
    [InlineData("""_ = Task.Run(async () => { await Task.Delay(1); await [|streams.Log.WriteAsync("b")|]; });""")]
    [InlineData("""_ = Task.Run(() => [|streams.Log.WriteAsync("b")|].AsTask(), token); await Task.Delay(1, token);""")]
    [InlineData("""Task.Run(async delegate { await [|streams.Log.WriteAsync("b")|]; });""")]
    [InlineData("""var work = Task.Run(async () => await [|streams.Log.WriteAsync("b")|]); await Task.Delay(1);""")]
    [InlineData("""using var source = new CancellationTokenSource(); var stop = source.Token; _ = Task.Run(async () => await [|streams.Log.WriteAsync("b", stop)|]); await Task.Delay(1, stop);""")]
    [InlineData("""var before = Task.Delay(1); await before; _ = Task.Run(async () => { await before; await [|streams.Log.WriteAsync("b")|]; });""")]
    [InlineData("""if (token.CanBeCanceled) { _ = System.Threading.Tasks.Task.Factory.StartNew(() => { [|streams.Log.Pipe(Source.ReadAsync())|]; }); }""")]
    [InlineData("""_ = Task.Run(async () => await [|streams.Log.WriteAsync("b")|]).ContinueWith(run => Console.Write(run.Exception), TaskContinuationOptions.OnlyOnFaulted);""")]
    [InlineData("""_ = Task.Delay(1).ContinueWith(async _ => await [|streams.Log.WriteAsync("b")|]);""")]
    [InlineData("""ThreadPool.QueueUserWorkItem(async _ => await [|streams.Log.WriteAsync("b")|]);""")]
    [InlineData("""async Task PumpAsync() { await Task.Delay(1); await [|streams.Log.WriteAsync("b")|]; } _ = PumpAsync();""")]
    [InlineData("""_ = PumpAsync("b"); return; async ValueTask PumpAsync(string text) => await [|streams.Log.WriteAsync(text)|];""")]
    [InlineData("""_ = Task.Run(async () => { await Console.Out.WriteAsync("x"); await [|streams.Log.WriteAsync("b")|]; });""")]
    [InlineData("""_ = Task.Run(async () => { var text = await model.CompleteAsync(); await [|streams.Log.WriteAsync(text)|]; });""")]
    [InlineData("""var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; _ = Task.Run(async () => { await [|streams.Log.WriteAsync(await http.GetStringAsync("a"))|]; }); await Task.Delay(1);""")]
    [InlineData("""_ = Task.Run(async () => { var own = new SemaphoreSlim(1); await own.WaitAsync(); await [|streams.Log.WriteAsync("b")|]; }); if (token.CanBeCanceled) { var own = 1; Console.Write(own); }""")]
    [InlineData("""_ = Task.Run(PumpAsync); async Task PumpAsync() { await Task.Delay(1); await [|streams.Log.WriteAsync("b")|]; }""")]
    [InlineData("""_ = Task.Run(async () => await PumpAsync()); async Task PumpAsync() { await Task.Delay(1); await [|streams.Log.WriteAsync("b")|]; }""")]
    [InlineData("""var client = new HttpClient(); _ = Task.Run(async () => { await [|streams.Log.WriteAsync(await client.GetStringAsync("a"))|]; await streams.Other.WriteAsync("c"); }); await client.GetStringAsync("b");""")]
    [InlineData("""_ = Task.Run(async () => { try { await [|streams.Log.WriteAsync("b")|]; } catch (IOException) { } });""")]
    [InlineData("""var done = false; _ = Task.Run(async () => { await [|streams.Log.WriteAsync("b")|]; done = true; });""")]
    [InlineData("""string[] lines = ["b"]; _ = Task.Run(() => Parallel.ForEachAsync(lines, async (line, _) => await [|streams.Log.WriteAsync(line)|])); await Task.Delay(1, token);""")]
    [InlineData("""_ = Task.Run(async () => { other.Log.Key.ToString(); await [|streams.Log.WriteAsync("b", token)|]; }, token); await other.Log.WriteAsync("c", token);""")]
    public Task WorkThatNothingAwaits_IsReported(string body) =>
        VerifyUse.ReportsAsync(StreamingRules.StreamIsWrittenAfterReturn, Message, StreamIsWrittenAfterItsEndTests.Task(body), StreamIsWrittenAfterItsEndTests.Streams);

    [Fact]
    public Task StreamInAVariable_IsReportedByItsName() => VerifyUse.ReportsAsync(
        StreamingRules.StreamIsWrittenAfterReturn,
        Message,
        StreamIsWrittenAfterItsEndTests.Task("""var log = streams.Log; _ = Task.Run(async () => { await Task.Delay(1); await [|log.WriteAsync("b")|]; });"""),
        StreamIsWrittenAfterItsEndTests.Streams);

    [Fact]
    public Task StreamsOfAReferencedAssembly_AreReported()
    {
        var library = (UserProgram.Of(StreamIsWrittenAfterItsEndTests.Streams) with { AssemblyName = "Library" }).Generate();
        return VerifyUse.ReportsAsync(
            StreamingRules.StreamIsWrittenAfterReturn,
            Message,
            UserProgram.Of(StreamIsWrittenAfterItsEndTests.Task("""_ = Task.Run(async () => await [|streams.Log.WriteAsync("b")|]);""")) with { References = [library.ToReference()] });
    }

    [Theory]
    [InlineData("""await Task.Run(async () => await streams.Log.WriteAsync("b"));""")]
    [InlineData("""var work = Task.Run(async () => await streams.Log.WriteAsync("b")); await Task.Delay(1); await work;""")]
    [InlineData("""var work = Task.Run(async () => await streams.Log.WriteAsync("b")); try { await Task.Delay(1); } finally { work.Wait(); }""")]
    [InlineData("""await Task.Run(async () => await streams.Log.WriteAsync("b")).ContinueWith(run => Console.Write(run.Exception));""")]
    [InlineData("""var all = new List<Task>(); all.Add(Task.Run(async () => await streams.Log.WriteAsync("b"))); await Task.WhenAll(all);""")]
    [InlineData("""var done = new TaskCompletionSource(); _ = Task.Run(async () => { await streams.Log.WriteAsync("b"); done.SetResult(); }); await done.Task;""")]
    [InlineData("""var done = new TaskCompletionSource(); _ = PumpAsync(done); await done.Task; async Task PumpAsync(TaskCompletionSource signal) { await streams.Log.WriteAsync("b"); signal.SetResult(); }""")]
    [InlineData("""var pipe = new System.IO.Pipelines.Pipe(); _ = Task.Run(async () => { await streams.Log.WriteAsync("b"); await pipe.Writer.CompleteAsync(); }); while (!(await pipe.Reader.ReadAsync()).IsCompleted) { }""")]
    [InlineData("""var state = new State(); _ = Task.Run(async () => { await streams.Log.WriteAsync("b"); state.Ready.SetResult(); }); await state.Ready.Task;""")]
    [InlineData("""var state = new State(); _ = Task.Run(async () => { await streams.Log.WriteAsync("b"); state.IsDone = true; }); while (!state.IsDone) { await Task.Delay(9); }""")]
    [InlineData("""bool[] done = [false]; _ = Task.Run(async () => { await streams.Log.WriteAsync("b"); done[0] = true; }); while (!done[0]) { await Task.Delay(9); }""")]
    [InlineData("""var left = new System.Collections.Concurrent.BlockingCollection<int>(); _ = Task.Run(async () => { await streams.Log.WriteAsync("b"); left.Add(1); }); left.Take();""")]
    [InlineData("""var all = new List<Task>(); _ = Task.Run(async () => { all.Add(Task.Delay(9)); await streams.Log.WriteAsync("b"); }); await Task.WhenAll(all);""")]
    [InlineData("""PipedStream<string> Start() => streams.Log.Pipe(Source.ReadAsync()); Start();""")]
    [InlineData("""bool Note(string text) { streams.Log.WriteAsync(text).AsTask().Wait(); return true; } Note("b");""")]
    [InlineData("""_ = Task.Run(async () => { while (true) { await streams.Log.WriteAsync("b", token); await Task.Delay(9, token); } }, token); await Task.Delay(Timeout.Infinite, token);""")]
    [InlineData("""_ = Task.Run(async () => await streams.Log.WriteAsync("b", token)); await Task.Delay(-1, token);""")]
    [InlineData("""_ = Task.Run(async () => await streams.Log.WriteAsync("b", token)); while (true) { await Task.Delay(9, token); }""")]
    [InlineData("""_ = Task.Run(async () => { await streams.Log.WriteAsync("b"); this.gate.Release(); }); await this.gate.WaitAsync(token);""")]
    [InlineData("""_ = Task.Run(async () => { await streams.Log.WriteAsync("b"); gate.Release(); }); await FinishAsync(); Task FinishAsync() => gate.WaitAsync();""")]
    [InlineData("""var done = false; _ = Task.Run(async () => { await streams.Log.WriteAsync("b"); done = true; }); while (!done) { await Task.Delay(9); }""")]
    [InlineData("""var left = 1; _ = Task.Run(async () => { await streams.Log.WriteAsync("b"); Interlocked.Decrement(ref left); }); SpinWait.SpinUntil(() => left == 0);""")]
    [InlineData("""var own = new Signal(); _ = Task.Run(async () => { await streams.Log.WriteAsync("b"); own.Set(); }); await own.WaitAsync();""")]
    [InlineData("""var both = new Barrier(2); _ = Task.Run(() => { streams.Log.Pipe(Source.ReadAsync()); both.SignalAndWait(); }); both.SignalAndWait();""")]
    [InlineData("""using var stop = CancellationTokenSource.CreateLinkedTokenSource(token); _ = Task.Run(async () => { while (!stop.IsCancellationRequested) { await streams.Log.WriteAsync("b", stop.Token); } }); await Task.Delay(9, token); stop.Cancel();""")]
    [InlineData("""_ = Task.Run(async () => { try { await streams.Log.WriteAsync("b"); } catch (InvalidOperationException) { } });""")]
    [InlineData("""_ = Task.Run(async () => { await streams.Log.WriteAsync("b"); gate.Release(); }); await gate.WaitAsync(token);""")]
    [InlineData("""var lines = System.Threading.Channels.Channel.CreateUnbounded<string>(); _ = Task.Run(async () => { await streams.Log.WriteAsync("b"); lines.Writer.Complete(); }); await foreach (var line in lines.Reader.ReadAllAsync()) { }""")]
    [InlineData("""async Task PumpAsync() { await streams.Log.WriteAsync("b"); } await Task.WhenAll(PumpAsync(), PumpAsync());""")]
    [InlineData("""void Note(string text) { streams.Log.Pipe(Source.ReadAsync()); } Note("b");""")]
    [InlineData("""_ = streams.Log.Pipe(Source.ReadAsync());""")]
    [InlineData("""_ = Task.Run(() => Console.Write(streams.Log.Key));""")]
    [InlineData("""Run(() => streams.Log.WriteAsync("b")); static void Run(Func<ValueTask> work) { }""")]
    [InlineData("""Mine.Run(() => streams.Log.WriteAsync("b"));""")]
    public Task WorkThatIsAwaited_IsNotReported(string body) => VerifyUse.IsSilentAsync(
        StreamingRules.StreamIsWrittenAfterReturn,
        StreamIsWrittenAfterItsEndTests.Task(body),
        StreamIsWrittenAfterItsEndTests.Streams,
        "static class Mine { public static void Run(Func<ValueTask> work) { } } class State { public TaskCompletionSource Ready { get; } = new(); public bool IsDone { get; set; } } class Signal { public void Set() { } public Task WaitAsync() => Task.CompletedTask; }");

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public Task RunAsync(S streams) { var done = new TaskCompletionSource(); ThreadPool.QueueUserWorkItem(async _ => { await streams.Log.WriteAsync("b"); done.SetResult(); }); return done.Task; } }""")]
    [InlineData("""[Task("t")] public partial class T { private readonly SemaphoreSlim gate = new(0); public async Task RunAsync(S streams) { _ = Task.Run(async () => { await streams.Log.WriteAsync("b"); gate.Release(); }); await FinishAsync(); } private Task FinishAsync() => gate.WaitAsync(); }""")]
    [InlineData("""public class C { public void RunAsync(S streams) { _ = Task.Run(async () => await streams.Log.WriteAsync("b")); } }""")]
    [InlineData("""[Task("t")] public partial class T { public Task RunAsync(S streams) => StartAsync(streams); private static Task StartAsync(S streams) { _ = Task.Run(async () => await streams.Log.WriteAsync("b")); return Task.CompletedTask; } }""")]
    public Task OtherMethods_AreNotReported(string source) =>
        VerifyUse.IsSilentAsync(StreamingRules.StreamIsWrittenAfterReturn, source, StreamIsWrittenAfterItsEndTests.Streams);
}
