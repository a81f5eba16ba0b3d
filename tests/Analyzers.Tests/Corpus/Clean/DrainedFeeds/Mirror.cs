using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Parnell.Mirrors.MirrorSite.StreamPart;

namespace Parnell.Mirrors;

public sealed record Site(string Name, Uri Address);

public sealed record ChangedFile(string Path, long Bytes);

[Streams]
public sealed partial record MirrorStreams(TaskStream<ChangedFile> Files, TaskStream<string> Transcript);

public interface ISynchronizer
{
    Task<ISynchronization> StartAsync(Site site, CancellationToken cancellationToken);
}

public interface ISynchronization
{
    IAsyncEnumerable<ChangedFile> Files { get; }

    Stream Transcript { get; }

    Task<long> CompleteAsync(CancellationToken cancellationToken);
}

[Task("mirror-site", FailOnStreamError = true)]
public sealed partial class MirrorSite(ISynchronizer synchronizer)
{
    public async Task<long> RunAsync(Site site, MirrorStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        var synchronization = await synchronizer.StartAsync(site, cancellationToken);
        context.Metadata.Set("site", site.Name);

        // Both reach the subscribers by themselves; the task has no need of them, and fails with them.
        _ = streams.Files.Pipe(synchronization.Files);
        _ = streams.Transcript.PipeText(synchronization.Transcript);
        return await synchronization.CompleteAsync(cancellationToken);
    }
}

public sealed class MirrorReport(MirrorSite.TaskClient mirrors, ILogger<MirrorReport> logger)
{
    public async Task<(int Files, long Bytes)> OfAsync(string runId, TextWriter transcript, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, long>();
        await foreach (var part in mirrors.SubscribeAsync(runId, new SubscribeOptions { LatestAttemptOnly = true }, cancellationToken))
        {
            switch (part)
            {
                case Part.Files { Chunk: var file }:
                    files[file.Path] = file.Bytes;
                    break;
                case Part.Transcript { Chunk: var text }:
                    await transcript.WriteAsync(text.AsMemory(), cancellationToken);
                    break;
                case Part.StreamEnded { Reason: StreamEndReason.DrainTimedOut, Key: var key }:
                    logger.LogWarning("{Stream} was not complete in time.", key);
                    break;
                case Part.StreamEnded { Reason: StreamEndReason.Superseded }:
                    files.Clear();
                    break;
                case Part.Run { Snapshot: { Warnings: [_, ..] warnings } }:
                    logger.LogWarning("{Warnings}", string.Join("; ", warnings));
                    break;
                case Part.Run { Snapshot: { Error: { } error } }:
                    logger.LogError("{Error}", error);
                    break;
            }
        }

        return (files.Count, files.Values.Sum());
    }
}

public static class MirrorServices
{
    public static IServiceCollection AddMirrors(this IServiceCollection services) => services.AddSingleton<MirrorReport>().AddRunnel(runnel => runnel
        .Configure(options => options.DrainTimeout = TimeSpan.FromMinutes(5))
        .AddTasks());
}
