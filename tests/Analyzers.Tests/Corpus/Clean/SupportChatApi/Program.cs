using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Runnel;
using Part = Contoso.Support.SuggestReply.StreamPart;

namespace Contoso.Support;

public static class Program
{
    public static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient<ITicketStore, TicketStore>();
        builder.Services.AddRunnel(runnel => runnel.AddQueue("llm", concurrencyLimit: 8).AddTasks());

        var app = builder.Build();
        var tickets = app.MapGroup("/tickets/{ticketId:int}");

        tickets.MapPost("/suggestions", async Task<IResult> (int ticketId, SuggestReply.TaskClient suggestions, CancellationToken cancellationToken) =>
        {
            var run = await suggestions.TriggerAsync(
                new SuggestReplyRequest(ticketId), new TriggerOptions { Tags = [$"ticket:{ticketId}"] }, cancellationToken);
            return TypedResults.Accepted($"/tickets/{ticketId}/suggestions/{run.Id}", new { run.Id });
        });

        tickets.MapGet("/suggestions/{runId}", IResult (
            string runId,
            [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
            SuggestReply.TaskClient suggestions,
            CancellationToken cancellationToken) =>
        {
            // A browser that reconnects tells what it saw last.
            var options = RunCursor.TryParse(lastEventId, null, out var after) ? new SubscribeOptions { After = after } : null;
            return TypedResults.ServerSentEvents(ToEventsAsync(suggestions.SubscribeAsync(runId, options, cancellationToken), cancellationToken));
        });

        await app.RunAsync();
    }

    private static async IAsyncEnumerable<SseItem<string>> ToEventsAsync(
        IAsyncEnumerable<Part> parts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            var (name, data) = part switch
            {
                Part.Draft(var text) => ("draft", text),
                Part.Citations(var citation) => ("citation", $"[{citation.Title}]({citation.Url})"),
                Part.StreamEnded { Reason: StreamEndReason.Superseded, Key: var key } => ("reset", key),
                Part.StreamEnded { Error: { } error, Key: var key } => ("problem", $"{key}: {error.Message}"),
                Part.Run({ Status: RunStatus.Completed }) => ("done", ""),
                Part.Run({ Status: RunStatus.Failed or RunStatus.TimedOut or RunStatus.Crashed or RunStatus.Canceled or RunStatus.Expired } run) =>
                    ("failed", run.Error?.Message ?? run.Status.ToString()),
                _ => (null, ""),
            };

            if (name is not null)
            {
                yield return new SseItem<string>(data, name) { EventId = part.Cursor.ToString() };
            }
        }
    }
}
