using Runnel.Clients;
using Runnel.Definitions;

namespace Runnel.Tests.Harness;

internal delegate Task<Reply> TestBody(Question question, TestStreams streams, TaskContext context, CancellationToken cancellationToken);

/// <summary>A task whose body a test writes in place, and its client.</summary>
internal sealed class TestTask
{
    private readonly TaskContract<Question, Reply, TestPart> contract;

    public TestTask(
        TestBody body, string id = "test", RetryPolicy? retry = null, bool failOnStreamError = false, StreamContract? alsoDeclared = null,
        Action<IServiceProvider>? create = null, string? queue = null, TimeSpan? maxDuration = null)
    {
        contract = new(
            id, new TestPartCodec(), [new("text", typeof(string)), new("numbers", typeof(int)), .. alsoDeclared is null ? [] : new[] { alsoDeclared }]);
        Module = new TaskModule(id, module => module.AddTask(
            new TaskDefinition<TestTask, Question, Reply, TestPart>(
                contract,
                services =>
                {
                    create?.Invoke(services);
                    return this;
                },
                (_, question, context, cancellationToken) => new ValueTask<Reply>(body(question, context.Streams<TestStreams>(), context, cancellationToken)))
            {
                Retry = retry ?? RetryPolicy.Default,
                FailOnStreamError = failOnStreamError,
                Queue = queue,
                MaxDuration = maxDuration,
            },
            connection => new Client(connection, contract)));
    }

    public TaskModule Module { get; }

    public Client CreateClient(RunConnection connection) => new(connection, contract);

    internal sealed class Client(RunConnection connection, TaskContract<Question, Reply, TestPart> contract)
        : TaskClient<Question, Reply, TestPart>(connection, contract)
    {
        public IAsyncEnumerable<string> ReadTextAsync(string runId, CancellationToken cancellationToken = default) =>
            ReadStreamAsync<string>(runId, "text", cancellationToken);
    }
}
