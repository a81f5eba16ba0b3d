using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;

namespace Home.Backup;

public sealed record BackupPlan(string Folder, string Archive);

public sealed record Copied(string File, long Bytes);

[Streams]
public sealed partial record BackupStreams(TaskStream<Copied> Files, TaskStream<string> Skipped);

[Task("backup", MaxAttempts = 1)]
public sealed partial class Backup
{
    public async Task<long> RunAsync(BackupPlan plan, BackupStreams streams, CancellationToken cancellationToken)
    {
        await using var archive = await ZipFile.OpenAsync(plan.Archive, ZipArchiveMode.Create, cancellationToken);
        var total = 0L;
        foreach (var file in new DirectoryInfo(plan.Folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(plan.Folder, file.FullName);
            try
            {
                await archive.CreateEntryFromFileAsync(file.FullName, name, cancellationToken);
                await streams.Files.WriteAsync(new Copied(name, file.Length), cancellationToken);
                total += file.Length;
            }
            catch (UnauthorizedAccessException)
            {
                await streams.Skipped.WriteAsync(name, cancellationToken);
            }
        }

        return total;
    }
}

public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddRunnel(runnel => runnel.AddTasks());
        using var host = builder.Build();
        await host.StartAsync();

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            interrupted.Cancel();
        };

        var run = await host.Services.GetRequiredService<Backup.TaskClient>().TriggerAsync(new BackupPlan(args[0], args[1]));
        try
        {
            await foreach (var part in run.SubscribeAsync(cancellationToken: interrupted.Token))
            {
                if (part is Backup.StreamPart.Files { Chunk: { Bytes: > 1_000_000 } big })
                {
                    Console.WriteLine($"{big.File} ({big.Bytes / 1_000_000} MB)");
                }

                if (part is Backup.StreamPart.Skipped { Chunk: var skipped })
                {
                    Console.WriteLine($"skipped: {skipped}");
                }
            }
        }
        catch (OperationCanceledException)
        {
            await run.CancelAsync();
        }

        var result = await run.WaitAsync();
        Console.WriteLine(result.IsSuccess ? $"{result.Output / 1_000_000} MB" : $"{result.Status}: {result.Error.Message}");
        await host.StopAsync();
        return result.IsSuccess ? 0 : 1;
    }
}
