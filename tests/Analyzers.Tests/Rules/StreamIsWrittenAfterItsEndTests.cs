using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamIsWrittenAfterItsEndTests
{
    internal const string Streams = """
        [Streams] public partial record S(TaskStream<string> Log, TaskStream<string> Other);
        static class Source { public static async IAsyncEnumerable<string> ReadAsync() { await Task.Yield(); yield return "a"; } }
        """;

    [Theory]
    [InlineData("""var log = streams.Log.Pipe(Source.ReadAsync()); await log.Completion; await [|streams.Log.WriteAsync("b")|];""")]
    [InlineData("""await streams.Log.Pipe(Source.ReadAsync()).Completion; await [|streams.Log.WriteAsync("b")|];""")]
    [InlineData("""await streams.Log.Pipe(Source.ReadAsync()).Completion.ConfigureAwait(false); if (token.CanBeCanceled) { await [|streams.Log.WriteAsync("b", token)|]; }""")]
    [InlineData("""await foreach (var line in streams.Log.Pipe(Source.ReadAsync())) { if (line == "") continue; Console.Write(line); } await [|streams.Log.WriteAsync("b")|];""")]
    [InlineData("""var log = streams.Log.PipeText(new MemoryStream()); await foreach (var line in log.WithCancellation(token)) { foreach (var c in line) { if (c == 'a') break; } } streams.Other.Pipe(Source.ReadAsync()); [|streams.Log.Pipe(Source.ReadAsync())|];""")]
    [InlineData("""var log = streams.Log.Pipe(Source.ReadAsync()); var other = streams.Other.Pipe(Source.ReadAsync()); await Task.WhenAll(other.Completion, log.Completion); for (var i = 0; i < 2; i++) { await [|streams.Log.WriteAsync("b")|]; }""")]
    [InlineData("""var log = streams.Log.Pipe(Source.ReadAsync()); var all = await log.ToListAsync(token); await [|streams.Log.WriteAsync("b")|];""")]
    public Task WriteAfterTheAwaitedEnd_IsReported(string body) => VerifyUse.ReportsAsync(StreamingRules.StreamIsWrittenAfterItsEnd, Message, Task(body), Streams);

    [Fact]
    public Task StreamInAVariable_IsReportedOnce() => VerifyUse.ReportsAsync(
        StreamingRules.StreamIsWrittenAfterItsEnd,
        Message.Replace("'Log'", "'stream'", StringComparison.Ordinal),
        Task("""var stream = streams.Log; var log = stream.Pipe(Source.ReadAsync()); await log.Completion; await [|stream.WriteAsync("b")|]; await stream.WriteAsync("c");"""),
        Streams);

    [Fact]
    public Task StreamsOfAReferencedAssembly_AreReported()
    {
        var library = (UserProgram.Of(Streams.Replace("static class", "public static class", StringComparison.Ordinal)) with { AssemblyName = "Library" }).Generate();
        return VerifyUse.ReportsAsync(
            StreamingRules.StreamIsWrittenAfterItsEnd,
            Message,
            UserProgram.Of(Task("""await streams.Log.Pipe(Source.ReadAsync()).Completion; await [|streams.Log.WriteAsync("b")|];""")) with { References = [library.ToReference()] });
    }

    [Theory]
    [InlineData("""var log = streams.Log.Pipe(Source.ReadAsync()); await streams.Log.WriteAsync("b"); await log.Completion;""")]
    [InlineData("""await streams.Log.WriteAsync("b"); await streams.Log.Pipe(Source.ReadAsync()).Completion;""")]
    [InlineData("""await streams.Log.Pipe(Source.ReadAsync()).Completion; await streams.Other.WriteAsync("b"); await streams.Log.FlushAsync();""")]
    [InlineData("""await foreach (var line in streams.Log.Pipe(Source.ReadAsync())) { if (line == "") break; } await streams.Log.WriteAsync("b");""")]
    [InlineData("""if (token.CanBeCanceled) { await streams.Log.Pipe(Source.ReadAsync()).Completion; } else { await streams.Log.WriteAsync("b"); }""")]
    [InlineData("""if (token.CanBeCanceled) { await streams.Log.Pipe(Source.ReadAsync()).Completion; return; } await streams.Log.WriteAsync("b");""")]
    [InlineData("""await streams.Log.Pipe(Source.ReadAsync()).Completion; try { await streams.Log.WriteAsync("b"); } catch (InvalidOperationException) { }""")]
    [InlineData("""await streams.Log.Pipe(Source.ReadAsync()).Completion; Func<ValueTask> write = () => streams.Log.WriteAsync("b"); Console.Write(write);""")]
    [InlineData("""await streams.Log.Pipe(Source.ReadAsync()).Completion; streams = other; await streams.Log.WriteAsync("b");""")]
    [InlineData("""var log = streams.Log.Pipe(Source.ReadAsync()); log = streams.Other.Pipe(Source.ReadAsync()); await log.Completion; await streams.Log.WriteAsync("b");""")]
    [InlineData("""var log = streams.Log.Pipe(Source.ReadAsync()); var all = await log.Take(3).ToListAsync(token); await streams.Log.WriteAsync("b");""")]
    [InlineData("""await Next.Pipe(Source.ReadAsync()).Completion; await Next.WriteAsync("b");""")]
    [InlineData("""await Task.WhenAny(streams.Log.Pipe(Source.ReadAsync()).Completion, Task.Delay(1)); await streams.Log.WriteAsync("b");""")]
    public Task WriteBeforeTheEnd_AndOnOtherPaths_AreNotReported(string body) => VerifyUse.IsSilentAsync(StreamingRules.StreamIsWrittenAfterItsEnd, Task(body), Streams);

    internal static string Task(string body) => $$"""
        public class Model { public Task<string> CompleteAsync() => Task.FromResult(""); }

        [Task("t")]
        public partial class T
        {
            private readonly SemaphoreSlim gate = new(0);
            private readonly Model model = new();
            private S other = null!;

            private static TaskStream<string> Next => throw new NotImplementedException();

            public async Task RunAsync(S streams, CancellationToken token)
            {
                await Task.Yield();
                {{body}}
            }
        }
        """;

    private const string Message = "The stream 'Log' has ended with the source that was piped into it, so this call throws; write before its source ends, or declare another stream";
}
