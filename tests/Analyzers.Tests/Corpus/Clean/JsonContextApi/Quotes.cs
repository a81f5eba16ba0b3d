using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Runnel;
using Part = Adatum.Quotes.PriceQuote.StreamPart;

namespace Adatum.Quotes;

public enum Urgency { Normal, Express }

public sealed record QuoteRequest(string Product, int Quantity, Urgency Urgency = Urgency.Normal);

public sealed record Offer(string Supplier, decimal Price, [property: JsonPropertyName("lead_days")] int LeadDays);

public sealed record Quote(Offer? Best, int Asked);

public sealed record QuoteSummary(string RunId, RunStatus Status, IReadOnlyList<Offer> Offers, Quote? Quote);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(QuoteRequest))]
[JsonSerializable(typeof(Offer))]
[JsonSerializable(typeof(Quote))]
[JsonSerializable(typeof(QuoteSummary))]
internal sealed partial class QuoteJson : JsonSerializerContext;

[Streams]
public sealed partial record QuoteStreams(TaskStream<Offer> Offers);

public interface ISupplier
{
    string Name { get; }

    Task<Offer?> AskAsync(QuoteRequest request, CancellationToken cancellationToken);
}

[Task("price-quote")]
public sealed partial class PriceQuote(IEnumerable<ISupplier> suppliers)
{
    public async Task<Quote> RunAsync(QuoteRequest request, QuoteStreams streams, CancellationToken cancellationToken)
    {
        var asked = suppliers.Select(supplier => supplier.AskAsync(request, cancellationToken)).ToList();
        Offer? best = null;
        await foreach (var answer in Task.WhenEach(asked).WithCancellation(cancellationToken))
        {
            if (await answer is { } offer)
            {
                await streams.Offers.WriteAsync(offer, cancellationToken);
                best = best is null || offer.Price < best.Price ? offer : best;
            }
        }

        return new Quote(best, asked.Count);
    }
}

public static class QuoteApi
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, QuoteJson.Default));
        builder.Services.AddRunnel(runnel => runnel.AddJson(QuoteJson.Default).AddTasks());

        var app = builder.Build();
        app.MapPost("/quotes", async Task<IResult> (QuoteRequest request, PriceQuote.TaskClient quotes, CancellationToken cancellationToken) =>
            Results.Json(await CollectAsync(quotes, request, cancellationToken), QuoteJson.Default.QuoteSummary));
        return app;
    }

    private static async Task<QuoteSummary> CollectAsync(PriceQuote.TaskClient quotes, QuoteRequest request, CancellationToken cancellationToken)
    {
        var summary = new QuoteSummary("", RunStatus.Queued, [], null);
        await foreach (var part in quotes.TriggerAndSubscribeAsync(request, cancellationToken: cancellationToken))
        {
            summary = part switch
            {
                Part.Run(var run) => summary with { RunId = run.Id, Status = run.Status, Quote = run.Output },
                Part.Offers(var offer) => summary with { Offers = [.. summary.Offers, offer] },
                Part.StreamEnded { Reason: StreamEndReason.Superseded } => summary with { Offers = [] },
                _ => summary,
            };
        }

        return summary;
    }
}
