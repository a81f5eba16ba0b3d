using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Trey.Dictation;

public sealed record Recording(string Id, string Language);

[Streams]
public sealed partial record DictationStreams(TaskStream<string> Text);

public interface ISpeechToText
{
    Task<Stream> TranscribeAsync(string recording, string language, CancellationToken cancellationToken);
}

[Task("transcribe-dictation")]
public sealed partial class Transcribe(ISpeechToText speech)
{
    public async Task RunAsync(Recording recording, DictationStreams streams, CancellationToken cancellationToken)
    {
        await using var text = await speech.TranscribeAsync(recording.Id, recording.Language, cancellationToken);
        var piped = streams.Text.PipeText(text, leaveOpen: true);
        await piped.Completion;
    }
}

/// <summary>Writes a dictation to a file while it is transcribed.</summary>
public sealed class DictationFile(Transcribe.TaskClient transcriptions, ILogger<DictationFile> logger)
{
    public async Task<bool> SaveAsync(string runId, string path, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < 3; tries++)
        {
            try
            {
                await using var file = new StreamWriter(path, append: false);
                await foreach (var text in transcriptions.ReadTextAsync(runId, cancellationToken))
                {
                    await file.WriteAsync(text.AsMemory(), cancellationToken);
                    await file.FlushAsync(cancellationToken);
                }

                return true;
            }
            catch (StreamSupersededException exception)
            {
                logger.LogInformation("Attempt {Attempt} was given up; the file begins anew.", exception.Attempt);
            }
            catch (StreamFailedException exception)
            {
                logger.LogError("The dictation broke off: {Error}", exception.Error?.Message ?? exception.Reason.ToString());
                return false;
            }
        }

        return false;
    }
}

public sealed class DictationInbox(DictationFile file, Transcribe.TaskClient transcriptions, string inbox, ILogger<DictationInbox> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var recording in Directory.GetFiles(inbox, "*.wav"))
            {
                var run = await transcriptions.TriggerAsync(
                    new Recording(recording, "de"), new TriggerOptions { IdempotencyKey = Path.GetFileName(recording) }, stoppingToken);
                if (await file.SaveAsync(run.Id, Path.ChangeExtension(recording, ".txt"), stoppingToken))
                {
                    File.Move(recording, recording + ".done");
                }
                else
                {
                    logger.LogWarning("{Recording} stays in the inbox.", recording);
                }
            }
        }
    }
}
