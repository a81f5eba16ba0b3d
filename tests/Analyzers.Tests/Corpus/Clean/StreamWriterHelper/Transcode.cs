using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Lamna.Media;

public sealed record AudioFile(string Input, string Output);

public sealed record Level(TimeSpan At, double Decibel);

[Streams]
public sealed partial record TranscodeStreams(TaskStream<string> StandardError, TaskStream<Level> Levels, TaskStream<int> Percent);

/// <summary>Runs the encoder, and tells the streams what it says.</summary>
public sealed class Encoder(ILogger<Encoder> logger)
{
    public async Task<int> EncodeAsync(AudioFile file, TranscodeStreams streams, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("encoder", [file.Input, file.Output]) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("The encoder did not start.");
        await using var kill = cancellationToken.Register(() => process.Kill(entireProcessTree: true));

        var errors = streams.StandardError.PipeText(process.StandardError.BaseStream);
        await ReadOutputAsync(process.StandardOutput, streams.Levels, streams.Percent, cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        await errors.Completion;
        logger.LogDebug("The encoder ended with {Code}.", process.ExitCode);
        return process.ExitCode;
    }

    private static async Task ReadOutputAsync(TextReader output, TaskStream<Level> levels, TaskStream<int> percent, CancellationToken cancellationToken)
    {
        while (await output.ReadLineAsync(cancellationToken) is { } line)
        {
            await (line.Split(' ') switch
            {
                ["level", var at, var decibel] => levels.WriteAsync(new Level(TimeSpan.FromSeconds(double.Parse(at)), double.Parse(decibel)), cancellationToken),
                ["progress", var done] => percent.WriteAsync(int.Parse(done), cancellationToken),
                _ => ValueTask.CompletedTask,
            });
        }
    }
}

[Task("transcode-audio", Queue = "encoders")]
public sealed partial class TranscodeAudio(Encoder encoder)
{
    public async Task RunAsync(AudioFile file, TranscodeStreams streams, CancellationToken cancellationToken)
    {
        var exitCode = await encoder.EncodeAsync(file, streams, cancellationToken);
        if (exitCode != 0)
        {
            throw new AbortRunException($"The encoder ended with {exitCode}.");
        }
    }
}

public sealed class MeterView(TranscodeAudio.TaskClient transcodings)
{
    public async Task<string> WatchAsync(string runId, Action<double> meter, CancellationToken cancellationToken)
    {
        var errors = "";
        var percent = 0;
        await foreach (var part in transcodings.SubscribeAsync(runId, cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case TranscodeAudio.StreamPart.Levels(var level):
                    meter(level.Decibel);
                    break;
                case TranscodeAudio.StreamPart.Percent(var value):
                    percent = Math.Max(percent, value);
                    break;
                case TranscodeAudio.StreamPart.StandardError(var text):
                    errors += text;
                    break;
                case TranscodeAudio.StreamPart.Run({ Status: RunStatus.Completed }):
                    return "done";
            }
        }

        return $"stopped at {percent} %: {errors}";
    }
}
