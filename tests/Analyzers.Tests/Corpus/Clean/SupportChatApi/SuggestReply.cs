using System.Net.Http.Json;
using Microsoft.Extensions.AI;
using Runnel;

namespace Contoso.Support;

public sealed record SuggestReplyRequest(int TicketId);

public sealed record Ticket(int Id, string Subject, string Body);

public sealed record Citation(string Title, Uri Url);

public interface ITicketStore
{
    Task<Ticket> GetAsync(int id, CancellationToken cancellationToken);

    IAsyncEnumerable<Citation> FindArticlesAsync(string subject, CancellationToken cancellationToken);
}

public sealed class TicketStore(HttpClient http) : ITicketStore
{
    public async Task<Ticket> GetAsync(int id, CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<Ticket>($"/tickets/{id}", cancellationToken) ?? throw new KeyNotFoundException($"No ticket {id}.");

    public IAsyncEnumerable<Citation> FindArticlesAsync(string subject, CancellationToken cancellationToken) =>
        http.GetFromJsonAsAsyncEnumerable<Citation>($"/articles?q={Uri.EscapeDataString(subject)}", cancellationToken).OfType<Citation>();
}

[Streams]
public sealed partial record SuggestionStreams(TaskStream<string> Draft, TaskStream<Citation> Citations);

[Task("suggest-reply", Queue = "llm", MaxDurationSeconds = 120)]
public sealed partial class SuggestReply(IChatClient model, ITicketStore store)
{
    public async Task<string> RunAsync(SuggestReplyRequest request, SuggestionStreams streams, CancellationToken cancellationToken)
    {
        var ticket = await store.GetAsync(request.TicketId, cancellationToken);
        var citations = await streams.Citations.Pipe(store.FindArticlesAsync(ticket.Subject, cancellationToken)).ToListAsync(cancellationToken);

        List<ChatMessage> messages =
        [
            new(ChatRole.System, $"You help support agents. Use these articles: {string.Join("; ", citations.Select(citation => citation.Title))}"),
            new(ChatRole.User, $"{ticket.Subject}\n\n{ticket.Body}"),
        ];
        var draft = model.GetStreamingResponseAsync(messages, cancellationToken: cancellationToken).Select(update => update.Text);
        return string.Concat(await streams.Draft.Pipe(draft).ToListAsync(cancellationToken));
    }
}
