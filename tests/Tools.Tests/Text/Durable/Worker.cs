using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Testing;

namespace Runnel.Tools.Tests.Text.Durable;

/// <summary>How often each tool has run, by what it was given.</summary>
public sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>What slow pages wait for.</summary>
    public TaskCompletionSource Gate { get; } = new();

    public int this[string key] => counts.GetValueOrDefault(key);

    public int Add(string key) => counts.AddOrUpdate(key, 1, (_, count) => count + 1);
}

[ToolTask("fetch-page", MaxAttempts = 1)]
public sealed partial class FetchPage(Tally tally)
{
    public async Task<string> RunAsync(string url, CancellationToken cancellationToken)
    {
        var number = tally.Add("fetch " + url);
        await (url.EndsWith("slow", StringComparison.Ordinal) ? tally.Gate.Task.WaitAsync(cancellationToken) : Task.CompletedTask);
        return url.StartsWith("https", StringComparison.Ordinal) ? $"page {number} of {url}" : throw new InvalidOperationException($"{url} is not safe");
    }
}

[Tools(typeof(FetchPage))]
public sealed partial class WorkerTools(Tally tally, FetchPage.TaskClient pages)
{
    [Tool]
    public string Note(string text) => $"note {tally.Add("note " + text)}: {text}";

    [Tool]
    public string Refuse(string reason) => throw new InvalidOperationException($"{reason} {tally.Add("refuse " + reason)}");

    [Tool]
    public DataContent Draw(string what)
    {
        tally.Add("draw " + what);
        return new DataContent(new byte[] { 1, 2, 3 }, "image/png");
    }

    [Tool]
    public async Task<string> LingerAsync(CancellationToken cancellationToken)
    {
        // A little longer than it takes to give it up.
        await Task.Delay(50, cancellationToken);
        return $"lingered {tally.Add("linger")}";
    }

    [Tool]
    public Measurement Measure() => new(tally.Add("measure"));

    [Tool]
    public string Fill(int bytes) => new((char)('a' + tally.Add("fill")), bytes);

    [Tool]
    public async Task<string> ReadAsync(string url, CancellationToken cancellationToken) =>
        (await pages.TriggerAndWaitAsync(url, cancellationToken: cancellationToken)).GetOutputOrThrow() + $", read {tally.Add("read " + url)}";
}

/// <summary>An output that another build has changed: what was written before cannot be read.</summary>
[JsonConverter(typeof(Converter))]
public sealed record Measurement(int Value)
{
    public static AsyncLocal<bool> IsOfAnotherBuild { get; } = new();

    private sealed class Converter : JsonConverter<Measurement>
    {
        public override Measurement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetInt32() is var value && value == 1 && IsOfAnotherBuild.Value ? throw new JsonException("Build 2 wants more.") : new Measurement(value);

        public override void Write(Utf8JsonWriter writer, Measurement value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}

/// <summary>What a test's task does.</summary>
public delegate Task<string> Work(WorkerTools tools, WorkerStreams streams, TaskContext context);

/// <summary>The same, with what the tools note.</summary>
public delegate Task<string> TalliedWork(WorkerTools tools, WorkerStreams streams, TaskContext context, Tally tally);

[Streams]
public sealed partial record WorkerStreams(TaskStream<ITextStreamPart<WorkerTools>> Model);

[Task("worker", MaxAttempts = 4, RetryMinDelaySeconds = 1)]
public sealed partial class Worker(Work work, WorkerTools tools)
{
    public Task<string> RunAsync(WorkerStreams streams, TaskContext context) => work(tools, streams, context);
}

/// <summary>One run of a test's task, in memory, to its end.</summary>
public sealed record WorkerRun(TaskResult<string> Result, Run<NoPayload, string> Snapshot, IReadOnlyList<Worker.StreamPart> Parts, Tally Tally)
{
    /// <summary>What an attempt's model said and did.</summary>
    public List<ITextStreamPart<WorkerTools>> Of(int attempt) => [.. Parts.OfType<Worker.StreamPart.Model>().Where(part => part.Attempt == attempt).Select(part => part.Chunk)];

    public static Task<WorkerRun> RunAsync(Work work) => RunAsync((tools, streams, context, _) => work(tools, streams, context));

    public static async Task<WorkerRun> RunAsync(TalliedWork work)
    {
        var tally = new Tally();
        await using var host = await RunnelTestHost.StartAsync(runnel => runnel.AddTasks(), services => services
            .AddSingleton<Work>((tools, streams, context) => work(tools, streams, context, tally)).AddSingleton(tally)
            .AddSingleton(new Calls.Failures(0)).AddSingleton(new Sets.Answers()));
        var client = host.Client<Worker.TaskClient>();
        var run = await client.TriggerAsync();
        var result = await host.AdvanceUntilAsync(run.WaitAsync());
        var parts = await client.SubscribeAsync(run.Id).ToListAsync();
        return new WorkerRun(result, (await client.GetAsync(run.Id))!, parts, tally);
    }

    /// <summary>Streams what a model does, and fails where a part says so, in the attempts before.</summary>
    /// <param name="result">What the model does.</param>
    /// <param name="streams">Where it goes.</param>
    /// <param name="failsAt">Whether the attempt fails here.</param>
    public static async Task<string> FollowAsync(
        StreamTextResult<WorkerTools> result, WorkerStreams streams, Func<ITextStreamPart<WorkerTools>, bool>? failsAt = null)
    {
        await foreach (var part in streams.Model.Pipe(result.FullStream))
        {
            if (failsAt?.Invoke(part) is true)
            {
                throw new InvalidOperationException("The attempt fails here.");
            }
        }

        return await result.Text;
    }
}
