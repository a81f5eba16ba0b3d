using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;

namespace Translate;

public sealed record Document(string Path, string Language);

public sealed record Paragraph(int Number, string Original, string Translation);

[Streams]
public sealed partial record TranslationStreams(TaskStream<Paragraph> Paragraphs);

[Task("translate")]
public sealed partial class Translation(IChatClient model)
{
    public async Task<int> RunAsync(Document document, TranslationStreams streams, CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var original in (await File.ReadAllTextAsync(document.Path, cancellationToken)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var answer = await model.GetResponseAsync($"Translate into {document.Language}:\n{original}", cancellationToken: cancellationToken);
            await streams.Paragraphs.WriteAsync(new Paragraph(++number, original, answer.Text), cancellationToken);
        }

        return number;
    }
}

public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var path, var language])
        {
            Console.Error.WriteLine("usage: translate <file> <language>");
            return 64;
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddRunnel(runnel => runnel.UseInMemory().AddTasks());
        using var host = builder.Build();
        await host.StartAsync();

        var translations = host.Services.GetRequiredService<Translation.TaskClient>();
        var run = await translations.TriggerAsync(new Document(Path.GetFullPath(path), language));
        var exitCode = await PrintAsync(run);
        await host.StopAsync();
        return exitCode;
    }

    private static async Task<int> PrintAsync(RunHandle<int, Translation.StreamPart> run)
    {
        var exitCode = 1;
        await foreach (var part in run.SubscribeAsync())
        {
            switch (part)
            {
                case Translation.StreamPart.Paragraphs(var paragraph):
                    Console.WriteLine(paragraph.Translation);
                    Console.WriteLine();
                    break;
                case Translation.StreamPart.Run { Snapshot: { Status: RunStatus.Completed, Output: var count } }:
                    Console.Error.WriteLine($"{count} paragraphs");
                    exitCode = 0;
                    break;
                case Translation.StreamPart.Run { Snapshot.Error: { } error }:
                    Console.Error.WriteLine(error.Message);
                    break;
                case Translation.StreamPart.StreamEnded { Reason: StreamEndReason.Superseded }:
                    Console.WriteLine("--- begins again ---");
                    break;
            }
        }

        return exitCode;
    }
}
