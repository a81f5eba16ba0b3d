using System.Text.Json;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Lucerne.Pipeline.RunPlugins.StreamPart;

namespace Lucerne.Pipeline;

public sealed record PluginJob(string Input, IReadOnlyList<string> Plugins);

public sealed record PluginEvent(string Kind, string Text);

[Streams]
public sealed partial record PluginStreams(TaskStream<string> Started);

public interface IPlugin
{
    string Name { get; }

    IAsyncEnumerable<PluginEvent> RunAsync(string input, CancellationToken cancellationToken);
}

[Task("run-plugins")]
public sealed partial class RunPlugins(IEnumerable<IPlugin> plugins)
{
    public async Task RunAsync(PluginJob job, PluginStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        var running = new List<PipedStream<PluginEvent>>();
        foreach (var plugin in plugins.Where(plugin => job.Plugins.Contains(plugin.Name)))
        {
            await streams.Started.WriteAsync(plugin.Name, cancellationToken);

            // Which plugins there are is known only here: each has a stream of its name.
            running.Add(context.Metadata.Stream($"plugin-{plugin.Name}", plugin.RunAsync(job.Input, cancellationToken)));
        }

        await Task.WhenAll(running.Select(stream => stream.Completion));
    }
}

public sealed class PluginConsole(RunPlugins.TaskClient runs, ILogger<PluginConsole> logger)
{
    private const string Prefix = "plugin-";

    public async Task<IReadOnlyDictionary<string, List<PluginEvent>>> RunAsync(PluginJob job, CancellationToken cancellationToken)
    {
        var events = new Dictionary<string, List<PluginEvent>>();
        await foreach (var part in runs.TriggerAndSubscribeAsync(job, cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Part.Started(var name):
                    events.TryAdd(name, []);
                    break;
                case Part.Unknown(var key, var chunk) when key.StartsWith(Prefix, StringComparison.Ordinal):
                    if (chunk.Deserialize<PluginEvent>(JsonSerializerOptions.Web) is { } e)
                    {
                        events.GetValueOrDefault(key[Prefix.Length..])?.Add(e);
                    }

                    break;
                case Part.Unknown unknown:
                    logger.LogDebug("Not known here: {Key}", unknown.Key);
                    break;
                case Part.StreamEnded(var key, StreamEndReason.Superseded, _) when key.StartsWith(Prefix, StringComparison.Ordinal):
                    events.GetValueOrDefault(key[Prefix.Length..])?.Clear();
                    break;
                case Part.StreamEnded { Key: var key, Error: { } error }:
                    logger.LogError("{Key}: {Error}", key, error);
                    break;
                case Part.Run({ Error: { } error, Status: RunStatus.Failed }):
                    logger.LogError("The plugins failed: {Error}", error);
                    break;
            }
        }

        return events;
    }
}
