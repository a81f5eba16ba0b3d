using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Runnel;

namespace Radio.Handlers;

public sealed record Wish(string Song, string? Greeting = null);

public sealed record Started(string Id);

[JsonSerializable(typeof(Wish))]
[JsonSerializable(typeof(Started))]
internal sealed partial class RadioJson : JsonSerializerContext;

[Streams]
public sealed partial record SongStreams(TaskStream<byte[]> Audio, TaskStream<TimeSpan> Position);

public interface IPlayer
{
    IAsyncEnumerable<byte[]> PlayAsync(string song, CancellationToken cancellationToken);
}

[Task("play-song")]
public sealed partial class PlaySong(IPlayer player, TimeProvider time)
{
    public async Task<TimeSpan> RunAsync(Wish wish, SongStreams streams, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await foreach (var samples in streams.Audio.Pipe(player.PlayAsync(wish.Song, cancellationToken)).WithCancellation(cancellationToken))
        {
            await streams.Position.WriteAsync(time.GetElapsedTime(started) * samples.Length, cancellationToken);
        }

        return time.GetElapsedTime(started);
    }
}

/// <summary>Handlers whose return type needs nothing that is generated.</summary>
public static class RadioApi
{
    public static void MapRadio(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/wishes", async (Wish wish, PlaySong.TaskClient songs) =>
        {
            await songs.TriggerAsync(wish);
            return "thank you";
        });
        routes.MapPost("/wishes/{id}/cancel", async (string id, PlaySong.TaskClient songs) =>
        {
            await songs.CancelAsync(id);
        });
        routes.MapPost("/started", async (Wish wish, PlaySong.TaskClient songs) =>
        {
            var run = await songs.TriggerAsync(wish);
            return new Started(run.Id);
        });
        routes.MapPost("/text", async (Wish wish, PlaySong.TaskClient songs) =>
        {
            var run = await songs.TriggerAsync(wish);
            return $"{run.Id}";
        });
        routes.MapGet("/length/{id}", async Task<Results<Ok<TimeSpan>, NotFound>> (string id, PlaySong.TaskClient songs, CancellationToken cancellationToken) =>
            await songs.GetAsync(id, cancellationToken) is { HasOutput: true, Output: var length } ? TypedResults.Ok(length) : TypedResults.NotFound());
        routes.MapGet("/ids/{id}", (string id, PlaySong.TaskClient songs) => id.Length > 3 ? "long" : "short");
        routes.MapGet("/raw/{id}", (HttpContext context, string id, PlaySong.TaskClient songs) => WriteAsync(context.Response, id, songs));
        Delegate byName = DeleteAsync;
        routes.MapDelete("/wishes/{id}", byName);
    }

    private static async Task WriteAsync(HttpResponse response, string id, PlaySong.TaskClient songs)
    {
        response.ContentType = "audio/mpeg";
        await foreach (var samples in songs.ReadAudioAsync(id, cancellationToken: response.HttpContext.RequestAborted))
        {
            await response.Body.WriteAsync(samples, response.HttpContext.RequestAborted);
        }
    }

    private static async Task<NoContent> DeleteAsync(string id, PlaySong.TaskClient songs)
    {
        await songs.CancelAsync(id);
        return TypedResults.NoContent();
    }
}

public sealed class Jukebox(PlaySong.TaskClient songs)
{
    public async Task<TimeSpan> LongestPositionAsync(string id, CancellationToken cancellationToken) =>
        await songs.ReadPositionAsync(id, cancellationToken: cancellationToken).MaxAsync(cancellationToken: cancellationToken);
}
