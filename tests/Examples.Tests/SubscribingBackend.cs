using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;
using Part = Examples.SubscribingBackend.Research.StreamPart;

namespace Examples.SubscribingBackend;

public sealed record Topic(string Name);

public sealed record Source(Uri Address, int Words);

public sealed record Report(string Text);

[Streams]
public sealed partial record ResearchStreams(TaskStream<Source> Sources, TaskStream<string> Text);

[Task("research")]
public sealed partial class Research
{
    public async Task<Report> RunAsync(Topic topic, ResearchStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        context.Metadata.Set("stage", "reading");
        await streams.Sources.WriteAsync(new Source(new Uri("https://example.org/runnels"), 900), cancellationToken);
        await streams.Sources.WriteAsync(new Source(new Uri("https://example.org/brooks"), 1200), cancellationToken);

        context.Metadata.Set("stage", "writing");
        foreach (var word in (string[])[topic.Name, " are", " small."])
        {
            await streams.Text.WriteAsync(word, cancellationToken);
        }

        return new Report($"{topic.Name} are small.");
    }
}

/// <summary>A backend, which knows a run by its id alone and follows it; the task is executed elsewhere.</summary>
public sealed class Backend(Research.TaskClient research)
{
    public async Task<IReadOnlyList<string>> FollowAsync(string runId, CancellationToken cancellationToken)
    {
        var seen = new List<string>();

        // It begins with what has been already, goes on live, and ends by itself when the run does.
        await foreach (var part in research.SubscribeAsync(runId, cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Part.Run({ Status: RunStatus.Completed, Output: var report }):
                    seen.Add($"report: {report?.Text}");
                    break;
                case Part.Run({ Error: { } error }):
                    seen.Add($"failed: {error.Message}");
                    break;
                case Part.Run(var snapshot):
                    seen.Add($"run: {snapshot.Payload.Name}, {snapshot.Status}");
                    break;
                case Part.Sources({ Address.AbsolutePath: var path, Words: var words }):
                    seen.Add($"source: {path}, {words} words");
                    break;
                case Part.Text(var text):
                    seen.Add($"text: {text}");
                    break;
                case Part.StreamEnded { Key: var key, Reason: var reason }:
                    seen.Add($"end of {key}: {reason}");
                    break;
            }
        }

        return seen;
    }
}

/// <summary>A backend that subscribes with a switch.</summary>
public sealed class SubscribingBackendExample : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("runnel-example-");

    [Fact(Timeout = 60_000)]
    public async Task EachPart_HasItsCase_ThoughTheTaskRunsElsewhere()
    {
        // Two hosts with nothing in common but the store: as a rule, two processes.
        using var worker = Start(runnel => runnel.AddTasks());
        using var backend = Start(runnel => runnel.AddTasks().ClientOnly());
        await Task.WhenAll(worker.StartAsync(), backend.StartAsync());

        var run = await worker.Services.GetRequiredService<Research.TaskClient>().TriggerAsync(new Topic("Runnels"));
        var seen = await backend.Services.GetRequiredService<Backend>().FollowAsync(run.Id, TestContext.Current.CancellationToken);

        Assert.StartsWith("run: Runnels, ", seen[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "source: /runnels, 900 words", "source: /brooks, 1200 words", "text: Runnels", "text:  are", "text:  small.",
                "end of sources: Completed", "end of text: Completed", "report: Runnels are small.",
            ],
            seen.Where(line => !line.StartsWith("run:", StringComparison.Ordinal)));

        await Task.WhenAll(worker.StopAsync(), backend.StopAsync());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private IHost Start(Action<RunnelBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<Backend>();
        builder.Services.AddRunnel(runnel => configure(runnel.UseSqlite(Path.Combine(folder.FullName, "runnel.db"))));
        return builder.Build();
    }
}
