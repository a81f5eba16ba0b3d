using System.Net.ServerSentEvents;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Runnel;
using Part = Trimmed.Shop.PackBasket.StreamPart;

namespace Trimmed.Shop;

public sealed record Basket(string Customer, List<Item> Items, Dictionary<string, decimal>? Vouchers = null);

public sealed record Item(string Sku, int Count, Wrapping Wrapping = Wrapping.None);

public enum Wrapping { None, Paper, Gift }

[JsonDerivedType(typeof(Packed), "packed")]
[JsonDerivedType(typeof(Missing), "missing")]
public abstract record PackEvent(string Sku);

public sealed record Packed(string Sku, int Box) : PackEvent(Sku);

public sealed record Missing(string Sku, int Count) : PackEvent(Sku);

public sealed record Receipt(Guid Id, IReadOnlyList<Item> Packed);

public readonly record struct Weight(double Grams);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Basket))]
[JsonSerializable(typeof(PackEvent))]
[JsonSerializable(typeof(PackEvent[]))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Weight))]
[JsonSerializable(typeof(Weight?))]
[JsonSerializable(typeof(Item))]
internal sealed partial class ShopJson : JsonSerializerContext;

[Streams]
public sealed partial record PackStreams(TaskStream<PackEvent> Events, TaskStream<PackEvent[]> Boxes, TaskStream<Weight> Weights, TaskStream<string> Notes);

[Task("pack-basket")]
public sealed partial class PackBasket
{
    public async Task<Receipt> RunAsync(Basket basket, PackStreams streams, CancellationToken cancellationToken)
    {
        foreach (var (number, box) in basket.Items.Chunk(10).Index())
        {
            PackEvent[] events = [.. box.Select(PackEvent (item) => item.Count > 0 ? new Packed(item.Sku, number) : new Missing(item.Sku, item.Count))];
            foreach (var packed in events)
            {
                await streams.Events.WriteAsync(packed, cancellationToken);
            }

            await streams.Boxes.WriteAsync(events, cancellationToken);
            await streams.Weights.WriteAsync(new Weight(events.Length * 200), cancellationToken);
        }

        await streams.Notes.WriteAsync("done", cancellationToken);
        return new Receipt(Guid.NewGuid(), basket.Items);
    }
}

[Task("weigh-item")]
public sealed partial class WeighItem
{
    public Weight? Run(Item item, CancellationToken cancellationToken) => item.Count is 0 ? null : new Weight(item.Count * 200);
}

public static class ShopApi
{
    public static void MapShop(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/baskets").AddEndpointFilter(async (context, next) => await next(context));
        group.MapPost("/", PlaceAsync);
        group.MapGet("/{id}", async Task<IResult> (string id, PackBasket.TaskClient baskets, CancellationToken cancellationToken) =>
            await baskets.GetAsync(id, cancellationToken) is { Status: var status } ? Results.Text(status.ToString()) : Results.NotFound());
        group.MapGet("/{id}/events", IResult (string id, PackBasket.TaskClient baskets, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(baskets.SubscribeAsync(id, cancellationToken: cancellationToken).SelectMany(EventsOf)));
        group.MapDelete("/{id}", Task (string id, PackBasket.TaskClient baskets, CancellationToken cancellationToken) => baskets.CancelAsync(id, cancellationToken));
        group.MapPut("/{id}", async (string id, PackBasket.TaskClient baskets, CancellationToken cancellationToken) =>
        {
            await baskets.ReplayAsync(id, cancellationToken);
            return Results.NoContent();
        });
        group.MapMethods("/{id}", ["HEAD"], (string id) => Results.Ok(id));
    }

    private static async Task<IResult> PlaceAsync(Basket basket, PackBasket.TaskClient baskets, CancellationToken cancellationToken)
    {
        var run = await baskets.TriggerAsync(basket, new TriggerOptions { ConcurrencyKey = basket.Customer }, cancellationToken);
        return Results.Accepted($"/baskets/{run.Id}");
    }

    private static IEnumerable<SseItem<string>> EventsOf(Part part) => part switch
    {
        Part.Events(Packed { Sku: var sku, Box: var box }) => [new($"{sku} in {box}", "packed")],
        Part.Events(Missing { Sku: var sku }) => [new(sku, "missing")],
        Part.Events => [],
        Part.Boxes([]) => [],
        Part.Boxes([var first, .. var rest]) => [new($"{first.Sku} and {rest.Length} more", "box")],
        Part.Weights({ Grams: > 20_000 and var grams }) => [new($"{grams:0} g", "heavy")],
        Part.Weights => [],
        Part.Notes(var note) => [new(note, "note")],
        Part.StreamEnded { Error.Message: { } message } => [new(message, "error")],
        Part.Run(var run) => [new(run.Status.ToString(), "status") { EventId = part.Cursor.ToString() }],
        _ => [],
    };
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ShopJson.Default));
        builder.Services.AddRunnel(runnel => runnel.AddJson(ShopJson.Default).AddTasks());
        var app = builder.Build();
        app.MapShop();
        app.Run();
    }
}
