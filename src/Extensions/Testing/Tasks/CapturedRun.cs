using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Runnel.Json;
using Runnel.Log;
using Runnel.Storage;
using Runnel.Streams;

namespace Runnel.Testing;

/// <summary>A run that nobody executes but the test: the engine's writer, pumps and log over a store in memory.</summary>
internal sealed class CapturedRun
{
    private const long Token = 1;

    private static readonly RunnelOptions Defaults = new();

    // The contracts that are found for one test are kept for the others.
    private static readonly JsonSerializerOptions DefaultJson = RunnelJson.Create([new GeneratedContracts()], []);

    private readonly CommitOnDemand scheduler = new();
    private readonly JsonSerializerOptions json;
    private readonly ChunkTypes types;
    private readonly RunLog log;
    private readonly RunTail tail;

    public CapturedRun(string runId, string taskId, int attempt, JsonObject metadata, CaptureOptions options)
    {
        json = options.Json is { } contracts ? RunnelJson.Create([new GeneratedContracts()], [contracts]) : DefaultJson;
        types = new ChunkTypes(json);
        Patience = System.Diagnostics.Debugger.IsAttached ? Timeout.InfiniteTimeSpan : options.Patience;

        // Nothing falls out of the tail, so that all entries can be read from it, those with the written objects too.
        log = new RunLog(
            new InMemoryRunStore(), scheduler, TimeProvider.System,
            new RunLogOptions(Defaults.WindowBytes, LiveTailBytes: int.MaxValue, Defaults.PageBytes) { SharesChunks = !options.RoundTrip },
            NullLoggerFactory.Instance);
        tail = log.Tail.Attach(runId);
        Start = Take(runId, taskId);
        var writer = new RunWriter(log.Pipeline, runId, Token, attempt, Defaults.WindowBytes);
        Streams = new TaskStreams(log, writer, json, Start, CancellationToken.None);
        Context = new TaskContext(runId, taskId, attempt, new TaskMetadata(metadata.DeepClone().AsObject(), writer, Streams, declared: []), Streams, new DirectSteps());
    }

    public string RunId => Context.RunId;

    public TaskContext Context { get; }

    public TaskStreams Streams { get; }

    /// <summary>The last entry before those of the test.</summary>
    public long Start { get; }

    public TimeSpan Patience { get; }

    /// <summary>The entries after the given one; all are there that were accepted before the call.</summary>
    public IEnumerable<LogEntry> EntriesAfter(long sequence)
    {
        scheduler.Commit();
        while (tail.Next(sequence, out _) is { } segment)
        {
            foreach (var entry in segment.Entries.Where(entry => entry.Sequence > sequence))
            {
                yield return entry;
            }

            sequence = segment.Last;
        }
    }

    /// <summary>The entries of a stream, as they are committed.</summary>
    public async IAsyncEnumerable<LogEntry> FollowAsync(string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var segment in Subscription.FollowAsync(log, RunId, Start, cancellationToken))
        {
            foreach (var entry in segment.Entries.Where(entry => entry.Key == key))
            {
                yield return entry;
            }
        }
    }

    public T Decode<T>(LogEntry chunk) => new StreamChunk(chunk.Key!, chunk.Value, chunk.Body, types).Read<T>();

    public StreamEnd DecodeEnd(LogEntry end)
    {
        var body = JsonSerializer.Deserialize(end.Body.Span, EntryBodies.Default.StreamEndedBody)!;
        return new(body.Reason, body.Error);
    }

    // Has the run executing, in the store's eyes, so that it takes its writer's appends.
    private long Take(string runId, string taskId)
    {
        var body = EntryBodies.Encode(
            new CreatedBody(JsonElement.Parse("{}"), ContractHash: null, MaxAttempts: null, Metadata: null), EntryBodies.Default.CreatedBody);
        var created = new LogEntry(EntryKind.Created, attempt: 0, log.Time.GetUtcNow(), key: null, value: null);
        var run = new NewRun { RunId = runId, TaskId = taskId, CreatedAt = created.Timestamp, Body = SegmentBuilder.Encode((created, body)) };
        Completed(log.Store.CreateAsync([run], CancellationToken.None));
        Completed(log.Store.RegisterAsync("test", Timeout.InfiniteTimeSpan, CancellationToken.None));
        var taken = log.Store.TakeAsync(new TakeRequest { Worker = "test", Token = Token, TaskIds = [taskId], Limit = 1 }, CancellationToken.None);
        return Completed(taken).Runs.Single().Head;
    }

    // The store in memory answers at once; so can whoever captures a stream.
    private static void Completed(ValueTask answer) => answer.GetAwaiter().GetResult();

    private static T Completed<T>(ValueTask<T> answer) => answer.GetAwaiter().GetResult();
}
