using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Execution;

/// <summary>Generated clients take the place of a real one in a test of the user's: everything is virtual, the constructor protected.</summary>
public sealed class MockTests
{
    private const string Source = """
        using Runnel;
        using Part = Chat.StreamPart;

        public sealed record Prompt(string Text);
        [Streams] public sealed partial record ChatStreams(TaskStream<string> Words);
        [Task("chat")] public sealed partial class Chat { public Task<int> RunAsync(Prompt prompt, ChatStreams streams) => Task.FromResult(1); }
        [Task("args")] public sealed partial class Args { public int Run(string text, int n = 1) => n; }

        public sealed class FakeRun : RunHandle<int, Part>
        {
            public override string Id => "run_fake";
            public override IAsyncEnumerable<Part> SubscribeAsync(SubscribeOptions? options = null, CancellationToken cancellationToken = default) => FakeChat.Parts();
            public override Task<TaskResult<int>> WaitAsync(CancellationToken cancellationToken = default) => Task.FromResult(new TaskResult<int> { RunId = Id, Status = RunStatus.Completed, Output = 7 });
            public override Task CancelAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
        }

        public sealed class FakeChat : Chat.TaskClient
        {
            public override Task<RunHandle<int, Part>> TriggerAsync(Prompt payload, TriggerOptions? options = null, CancellationToken cancellationToken = default) => Task.FromResult<RunHandle<int, Part>>(new FakeRun());
            public override Task<TaskResult<int>> TriggerAndWaitAsync(Prompt payload, TriggerOptions? options = null, CancellationToken cancellationToken = default) => new FakeRun().WaitAsync(cancellationToken);
            public override IAsyncEnumerable<Part> TriggerAndSubscribeAsync(Prompt payload, TriggerOptions? options = null, CancellationToken cancellationToken = default) => Parts();
            public override IAsyncEnumerable<Part> SubscribeAsync(string runId, SubscribeOptions? options = null, CancellationToken cancellationToken = default) => Parts();
            public override Task<Run<Prompt, int>?> GetAsync(string runId, CancellationToken cancellationToken = default) => Task.FromResult<Run<Prompt, int>?>(null);
            public override Task<TaskResult<int>> WaitAsync(string runId, CancellationToken cancellationToken = default) => new FakeRun().WaitAsync(cancellationToken);
            public override Task CancelAsync(string runId, CancellationToken cancellationToken = default) => Task.CompletedTask;
            public override async IAsyncEnumerable<string> ReadWordsAsync(string runId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default) { await Task.Yield(); yield return "word"; }

            public static async IAsyncEnumerable<Part> Parts()
            {
                await Task.Yield();
                yield return new Part.Words("a") { Attempt = 1 };
                yield return new Part.StreamEnded("words", StreamEndReason.Completed, null);
            }
        }

        public sealed class FakeArgs : Args.TaskClient
        {
            public override Task<RunHandle<int, Args.StreamPart>> TriggerAsync(string text, int n = 1, TriggerOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException("expanded " + text + n);
            public override Task<RunHandle<int, Args.StreamPart>> TriggerAsync(Args.Arguments payload, TriggerOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException("whole");
            public override Task<TaskResult<int>> TriggerAndWaitAsync(string text, int n = 1, TriggerOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException("waited " + text + n);
        }

        public sealed class Bare : Chat.TaskClient;

        // What a user tests: it knows the client's type alone.
        public sealed class Command(Chat.TaskClient chat)
        {
            public async Task<string> RunAsync()
            {
                var run = await chat.TriggerAsync(new Prompt("a"));
                var words = new List<string>();
                await foreach (var part in run.SubscribeAsync()) if (part is Part.Words(var word)) words.Add(word);
                await foreach (var word in chat.ReadWordsAsync(run.Id)) words.Add(word);
                return $"{run.Id} {string.Join(",", words)} {(await run.WaitAsync()).GetOutputOrThrow()} {await chat.GetAsync(run.Id) is null}";
            }
        }

        public static class Scenario
        {
            public static Task<string> Faked(IServiceProvider services) => new Command(new FakeChat()).RunAsync();
            public static Task<string> Expanded(IServiceProvider services) => MessageOf(() => new FakeArgs().TriggerAsync("a"));
            public static Task<string> Waited(IServiceProvider services) => MessageOf(() => new FakeArgs().TriggerAndWaitAsync("a"));
            public static Task<string> Whole(IServiceProvider services) => MessageOf(() => new FakeArgs().TriggerAsync(new Args.Arguments("a")));
            public static Task<string> NotOverridden(IServiceProvider services) => MessageOf(() => new Bare().GetAsync("run"));

            private static async Task<string> MessageOf(Func<Task> action)
            {
                try { await action(); return ""; } catch (Exception exception) { return exception.Message; }
            }
        }
        """;

    private static readonly Lazy<LoadedProject> Project = new(() => UserProject.Of(Source, RunningProgram.Startup).Generate().Load());

    [Theory]
    [InlineData("Faked", "run_fake a,word 7 True")]
    [InlineData("Expanded", "expanded a1")]
    [InlineData("Waited", "waited a1")]
    [InlineData("Whole", "whole")]
    [InlineData("NotOverridden", "This client was made without a connection, as mocks are: override the member that was called.")]
    public async Task HandWrittenMock_TakesTheClientsPlace(string scenario, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallAsync(scenario));
    }

    [Fact]
    public void EveryMemberOfAClient_IsVirtual() => Assert.All(
        Project.Value.Type("Chat+TaskClient").GetMethods().Where(method => method.DeclaringType != typeof(object)),
        method => Assert.True(method.IsVirtual && !method.IsFinal, $"{method} cannot be overridden"));
}
