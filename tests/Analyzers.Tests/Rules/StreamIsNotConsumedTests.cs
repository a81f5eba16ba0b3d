using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamIsNotConsumedTests
{
    private const string Part = "if (part is Part.Model(var text)) Console.Write(text);";

    [Theory]
    [InlineData("await foreach (var part in chat.TriggerAndSubscribeAsync(new Prompt(\"a\"))) { " + Part + " }")]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\").WithCancellation(default)) switch (part) { case Part.Model(var text): Console.Write(text); break; default: break; }")]
    [InlineData("var run = await chat.TriggerAsync(new Prompt(\"a\")); Console.Write(run.Id); await foreach (var part in run.SubscribeAsync().ConfigureAwait(false)) { " + Part + " Console.Write(part.Attempt); }")]
    [InlineData("await foreach (Part part in (await chat.TriggerAsync(new Prompt(\"a\"))).SubscribeAsync()) { Console.Write(part switch { Part.Model { Chunk: var text } => text, Part.Run or null => \"\", { Attempt: 1 } => \"\", _ => \"\" }); }")]
    [InlineData("var parts = chat.SubscribeAsync(\"id\"); await foreach (var part in parts) { " + Part + " }")]
    [InlineData("await foreach (var model in chat.SubscribeAsync(\"id\").OfType<Part.Model>()) { Console.Write(model); }")]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\")) { Part.Model? model = part as Part.Model; Console.Write(model ?? (Part.Model)part); }")]
    public Task StreamThatNothingLooksAt_IsReportedWhereItIsDeclared(string body) => VerifyUse.ReportsAsync(
        SubscriberRules.StreamIsNotConsumed, Message, ChatProgram.Chat.Replace(" Fetch)", " [|Fetch|])", StringComparison.Ordinal), Caller(body));

    [Fact]
    public Task StreamOfAReferencedAssembly_IsReportedAtTheSubscription() => VerifyUse.ReportsAsync(
        SubscriberRules.StreamIsNotConsumed,
        Message,
        UserProgram.Of(Caller("await foreach (var part in chat.[|TriggerAndSubscribeAsync|](new Prompt(\"a\"))) { " + Part + " }")) with { References = [ChatProgram.AsLibrary()] });

    [Fact]
    public Task MethodOfTheFramework_ReadsNoStream() => VerifyUse.ReportsAsync(
        SubscriberRules.StreamIsNotConsumed,
        "This assembly subscribes to 'ChatApi' and never looks at its stream 'Line'; handle 'ChatApi.StreamPart.Line' where the parts are read, or do without the stream",
        "[Streams] public partial record S(TaskStream<int> A, TaskStream<string> [|Line|]); [TaskClient<string, int, S>(\"chat\")] public partial class ChatApi;",
        "static class Caller { static async Task CallAsync(ChatApi.TaskClient chat) { await Console.In.ReadLineAsync(); await foreach (var part in chat.SubscribeAsync(\"id\")) { if (part is ChatApi.StreamPart.A(1)) { } } } }");

    [Fact]
    public Task ClientOfAContract_IsReported() => VerifyUse.ReportsAsync(
        SubscriberRules.StreamIsNotConsumed,
        "This assembly subscribes to 'ChatApi' and never looks at its stream 'B'; handle 'ChatApi.StreamPart.B' where the parts are read, or do without the stream",
        "[Streams] public partial record S(TaskStream<int> A, TaskStream<int> [|B|]); [TaskClient<string, int, S>(\"chat\")] public partial class ChatApi;",
        "static class Caller { static async Task CallAsync(ChatApi.TaskClient chat) { await foreach (var part in chat.SubscribeAsync(\"id\")) { if (part is ChatApi.StreamPart.A(1)) { } } } }");

    [Theory]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\")) { " + Part + " if (part is Part.Fetch) { } }")]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\")) { " + Part + " } await foreach (var part in chat.SubscribeAsync(\"id\")) { if (part is Part.Fetch(var html)) { } }")]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\")) { " + Part + " } await foreach (var html in chat.ReadFetchAsync(\"id\")) { Console.Write(html); }")]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\")) { " + Part + " Console.Write(part); }")]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\")) { switch (part) { case Part.Model: break; case var other: Console.Write(other); break; } }")]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\")) { if (part is Part.Model) { } else if (part is { } other) { Console.Write(other); } }")]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\")) { switch (part) { case Part.Model: break; case Part other: Console.Write(other); break; } }")]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\")) { switch (part) { case Part.Model: break; case Fetched: break; } }")]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\")) { " + Part + " Action later = () => Console.Write(part.ToString()); later(); }")]
    [InlineData("var parts = new List<Part>(); await foreach (var part in chat.SubscribeAsync(\"id\")) { " + Part + " parts.Add(part); }")]
    [InlineData("await foreach (var part in chat.SubscribeAsync(\"id\").Where(part => part.Attempt > 1)) { " + Part + " }")]
    [InlineData("var all = await chat.SubscribeAsync(\"id\").ToListAsync(); await foreach (var part in chat.SubscribeAsync(\"id\")) { " + Part + " }")]
    [InlineData("var parts = chat.SubscribeAsync(\"id\"); Console.Write(parts); await foreach (var part in parts) { " + Part + " }")]
    [InlineData("var run = await chat.TriggerAsync(new Prompt(\"a\")); Console.Write(run); await foreach (var part in run.SubscribeAsync()) { " + Part + " }")]
    [InlineData("var task = chat.TriggerAsync(new Prompt(\"a\")); var run = await task; await foreach (var part in run.SubscribeAsync()) { " + Part + " }")]
    [InlineData("var run = chat.TriggerAsync(new Prompt(\"a\")).GetAwaiter().GetResult(); Console.Write(run); await foreach (var part in run.SubscribeAsync()) { " + Part + " }")]
    [InlineData("var batch = await chat.BatchTriggerAsync([new(new Prompt(\"a\"))]); Console.Write(batch.Runs); await foreach (var part in batch.SubscribeAsync()) { " + Part + " }")]
    [InlineData("Func<string, SubscribeOptions?, CancellationToken, IAsyncEnumerable<Part>> subscribe = chat.SubscribeAsync; await foreach (var part in chat.SubscribeAsync(\"id\")) { " + Part + " }")]
    [InlineData("Console.Write((await chat.TriggerAndWaitAsync(new Prompt(\"a\"))).Output);")]
    public Task ConsumedStream_AndPartsThatEscape_AreNotReported(string body) =>
        VerifyUse.IsSilentAsync(SubscriberRules.StreamIsNotConsumed, ChatProgram.Chat, Caller(body));

    [Fact]
    public Task PartsThatAreReturned_AreNotReported() => VerifyUse.IsSilentAsync(
        SubscriberRules.StreamIsNotConsumed,
        ChatProgram.Chat,
        Caller("await foreach (var part in FollowAsync(chat)) { " + Part + " }").Replace(
            "static async", "static IAsyncEnumerable<Part> FollowAsync(Chat.TaskClient chat) => chat.SubscribeAsync(\"id\"); static async", StringComparison.Ordinal));

    [Fact]
    public Task GenericCode_MayReadAnyPart_AndIsNotReported() => VerifyUse.IsSilentAsync(
        SubscriberRules.StreamIsNotConsumed,
        ChatProgram.Chat,
        Caller("await foreach (var part in chat.SubscribeAsync(\"id\")) { " + Part + " }"),
        "static class Log { static async Task WriteAsync<TOutput, TPart>(RunHandle<TOutput, TPart> run) where TPart : class { await foreach (var part in run.SubscribeAsync()) Console.Write(part); } }");

    [Fact]
    public Task StreamOfASharedRecord_ThatIsConsumedOfAnotherTask_IsNotReported() => VerifyUse.IsSilentAsync(
        SubscriberRules.StreamIsNotConsumed,
        ChatProgram.Chat,
        Caller("await foreach (var part in chat.SubscribeAsync(\"id\")) { " + Part + " }"),
        """
        using MyApp;
        [TaskClient<Prompt, int, ChatStreams>("other")] public partial class Other;
        static class OtherCaller { static async Task CallAsync(Other.TaskClient other) { await foreach (var part in other.SubscribeAsync("id")) { if (part is Other.StreamPart.Fetch) { } } } }
        """);

    private static string Caller(string body) => $$"""
        using MyApp;
        using Fetched = MyApp.Chat.StreamPart.Fetch;
        using Part = MyApp.Chat.StreamPart;

        static class Caller
        {
            static async Task CallAsync(Chat.TaskClient chat)
            {
                {{body}}
            }
        }
        """;

    private const string Message = "This assembly subscribes to 'Chat' and never looks at its stream 'Fetch'; handle 'Chat.StreamPart.Fetch' where the parts are read, or do without the stream";
}
