using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Runnel;

namespace Tailspin.Video;

public sealed record Video(Guid Id, string Language);

public sealed record Caption(TimeSpan From, TimeSpan To, string Text);

[Streams]
public sealed partial record CaptionStreams([Stream("captions")] TaskStream<Caption> Captions);

public interface ISpeech
{
    IAsyncEnumerable<Caption> RecognizeAsync(Guid video, string language, CancellationToken cancellationToken);
}

[Task("caption-video", Queue = "gpu", FailOnStreamError = true)]
public sealed partial class CaptionVideo(ISpeech speech)
{
    public async Task<int> RunAsync(Video video, CaptionStreams streams, CancellationToken cancellationToken)
    {
        var piped = streams.Captions.Pipe(speech.RecognizeAsync(video.Id, video.Language, cancellationToken));
        return await piped.CountAsync(cancellationToken);
    }
}

public static class CaptionEndpoints
{
    public static void MapCaptions(this WebApplication app)
    {
        // One caption a line, as soon as it is known.
        app.MapGet("/captions/{runId}.ndjson", async (string runId, HttpResponse response, CaptionVideo.TaskClient videos, CancellationToken cancellationToken) =>
        {
            response.ContentType = "application/x-ndjson";
            await foreach (var caption in videos.ReadCaptionsAsync(runId, cancellationToken))
            {
                await JsonSerializer.SerializeAsync(response.Body, caption, JsonSerializerOptions.Web, cancellationToken);
                await response.WriteAsync("\n", cancellationToken);
                await response.Body.FlushAsync(cancellationToken);
            }
        });

        app.MapGet("/captions/{runId}.srt", async Task<IResult> (string runId, CaptionVideo.TaskClient videos, CancellationToken cancellationToken) =>
        {
            try
            {
                var text = new StringBuilder();
                var number = 0;
                await foreach (var (from, to, line) in videos.ReadCaptionsAsync(runId, cancellationToken))
                {
                    text.Append(++number).Append('\n').Append($"{from:hh\\:mm\\:ss\\,fff} --> {to:hh\\:mm\\:ss\\,fff}\n").Append(line).Append("\n\n");
                }

                return TypedResults.Text(text.ToString(), "application/x-subrip");
            }
            catch (RunNotFoundException)
            {
                return TypedResults.NotFound();
            }
            catch (StreamFailedException exception)
            {
                return TypedResults.Problem(exception.Error?.Message, statusCode: StatusCodes.Status502BadGateway);
            }
        });
    }
}
