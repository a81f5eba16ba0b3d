using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamIsPipedTwiceTests
{
    [Theory]
    [InlineData("streams.Log.Pipe(Source.ReadAsync()); [|streams.Log.Pipe(Source.ReadAsync())|];")]
    [InlineData("var a = streams.Log.Pipe(Source.ReadAsync()); await Task.Delay(1); var b = [|streams.Log.PipeText(new MemoryStream())|]; await Task.WhenAll(a.Completion, b.Completion);")]
    [InlineData("_ = streams.Log.Pipe(Source.ReadAsync()); if (token.CanBeCanceled) { await foreach (var line in [|streams.Log.Pipe(Source.ReadAsync())|]) { } }")]
    [InlineData("await foreach (var line in streams.Log.Pipe(Source.ReadAsync())) { break; } [|streams.Log.Pipe(Source.ReadAsync())|];")]
    [InlineData("await Task.WhenAll(streams.Log.Pipe(Source.ReadAsync()).Completion, [|streams.Log.Pipe(Source.ReadAsync())|].Completion);")]
    public Task SecondPipe_IsReported(string body) => VerifyUse.ReportsAsync(
        StreamingRules.StreamIsPipedTwice, Message, StreamIsWrittenAfterItsEndTests.Task(body), StreamIsWrittenAfterItsEndTests.Streams);

    [Fact]
    public Task StreamOfAHelper_IsReported() => VerifyUse.ReportsAsync(
        StreamingRules.StreamIsPipedTwice,
        Message.Replace("'Log'", "'log'", StringComparison.Ordinal),
        "static class Helper { static void Start(TaskStream<string> log) { log.Pipe(Source.ReadAsync()); [|log.Pipe(Source.ReadAsync())|]; } }",
        StreamIsWrittenAfterItsEndTests.Streams);

    [Fact]
    public Task StreamsOfAReferencedAssembly_AreReported()
    {
        var source = StreamIsWrittenAfterItsEndTests.Streams.Replace("static class", "public static class", StringComparison.Ordinal);
        var library = (UserProgram.Of(source) with { AssemblyName = "Library" }).Generate();
        return VerifyUse.ReportsAsync(
            StreamingRules.StreamIsPipedTwice,
            Message,
            UserProgram.Of(StreamIsWrittenAfterItsEndTests.Task("streams.Log.Pipe(Source.ReadAsync()); [|streams.Log.Pipe(Source.ReadAsync())|];")) with
            {
                References = [library.ToReference()],
            });
    }

    [Theory]
    [InlineData("streams.Log.Pipe(Source.ReadAsync()); streams.Other.Pipe(Source.ReadAsync());")]
    [InlineData("if (token.CanBeCanceled) { streams.Log.Pipe(Source.ReadAsync()); } else { streams.Log.Pipe(Source.ReadAsync()); }")]
    [InlineData("if (token.CanBeCanceled) { streams.Log.Pipe(Source.ReadAsync()); return; } streams.Log.Pipe(Source.ReadAsync());")]
    [InlineData("_ = token.CanBeCanceled ? streams.Log.Pipe(Source.ReadAsync()) : streams.Log.Pipe(Source.ReadAsync());")]
    [InlineData("PipedStream<string>? log = null; log ??= streams.Log.Pipe(Source.ReadAsync()); log ??= streams.Log.Pipe(Source.ReadAsync());")]
    [InlineData("await Task.WhenAll(streams.Log.Pipe(Source.ReadAsync()).Completion, streams.Other.Pipe(Source.ReadAsync()).Completion);")]
    [InlineData("await Task.WhenAll(streams.Log.Pipe(Source.ReadAsync()).Completion, token.CanBeCanceled ? streams.Log.Pipe(Source.ReadAsync()).Completion : Task.CompletedTask);")]
    [InlineData("Action one = () => streams.Log.Pipe(Source.ReadAsync()); Action two = () => streams.Log.Pipe(Source.ReadAsync());")]
    [InlineData("switch (token.CanBeCanceled) { case true: streams.Log.Pipe(Source.ReadAsync()); break; case false: streams.Log.Pipe(Source.ReadAsync()); break; }")]
    [InlineData("foreach (var i in new[] { 1 }) { streams.Log.Pipe(Source.ReadAsync()); }")]
    [InlineData("streams.Log.Pipe(Source.ReadAsync()); streams = other; streams.Log.Pipe(Source.ReadAsync());")]
    [InlineData("streams.Log.Pipe(Source.ReadAsync()); try { streams.Log.Pipe(Source.ReadAsync()); } catch (InvalidOperationException) { }")]
    [InlineData("Next.Pipe(Source.ReadAsync()); Next.Pipe(Source.ReadAsync());")]
    [InlineData("Mine.Pipe(1); Mine.Pipe(1);")]
    public Task OtherStreams_AndOtherPaths_AreNotReported(string body) => VerifyUse.IsSilentAsync(
        StreamingRules.StreamIsPipedTwice,
        StreamIsWrittenAfterItsEndTests.Task(body),
        StreamIsWrittenAfterItsEndTests.Streams + "static class Mine { public static void Pipe(int a) { } }");

    [Fact]
    public Task SecondPipeAfterTheEnd_IsAnotherRule() => VerifyUse.IsSilentAsync(
        StreamingRules.StreamIsPipedTwice,
        StreamIsWrittenAfterItsEndTests.Task("await streams.Log.Pipe(Source.ReadAsync()).Completion; streams.Log.Pipe(Source.ReadAsync());"),
        StreamIsWrittenAfterItsEndTests.Streams);

    private const string Message = "The stream 'Log' is being piped already, so this call throws; pipe one source that yields both, or declare a stream for each";
}
