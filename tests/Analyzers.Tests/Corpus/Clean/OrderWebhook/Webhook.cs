using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Northwind.Webhooks;

public sealed record ShopOrder(string Number, string Email, IReadOnlyList<OrderLine> Lines);

public sealed record OrderLine(string Sku, int Quantity);

public sealed record Confirmation(string OrderNumber, DateTimeOffset SentAt);

public interface IWarehouse
{
    Task ReserveAsync(string sku, int quantity, CancellationToken cancellationToken);

    Task<DateTimeOffset> ConfirmAsync(ShopOrder order, CancellationToken cancellationToken);
}

[Task("accept-order", MaxAttempts = 8, RetryMaxDelaySeconds = 600)]
public sealed partial class AcceptOrder(IWarehouse warehouse)
{
    public async Task<Confirmation> RunAsync(ShopOrder order, TaskContext context, CancellationToken cancellationToken)
    {
        foreach (var line in order.Lines)
        {
            await context.OnceAsync($"reserve:{line.Sku}", async token =>
            {
                await warehouse.ReserveAsync(line.Sku, line.Quantity, token);
                return line.Quantity;
            }, cancellationToken);
        }

        var sentAt = await context.OnceAsync("confirm", token => warehouse.ConfirmAsync(order, token), cancellationToken);
        return new Confirmation(order.Number, sentAt);
    }
}

public static class OrderWebhook
{
    public static void MapOrderWebhook(this WebApplication app, byte[] secret) => app.MapPost("/hooks/orders", async Task<IResult> (
        HttpRequest request, AcceptOrder.TaskClient orders, ILogger<AcceptOrder> logger, CancellationToken cancellationToken) =>
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (!IsSigned(body.ToArray(), request.Headers["X-Signature"].ToString(), secret))
        {
            return TypedResults.Unauthorized();
        }

        if (JsonSerializer.Deserialize<ShopOrder>(body.ToArray(), JsonSerializerOptions.Web) is not { } order)
        {
            return TypedResults.BadRequest();
        }

        // The shop sends a hook again until it is answered.
        var options = new TriggerOptions { IdempotencyKey = $"order:{order.Number}", IdempotencyKeyTtl = TimeSpan.FromDays(7), Tags = ["orders"] };
        try
        {
            var run = await orders.TriggerAsync(order, options, cancellationToken);
            return TypedResults.Accepted($"/runs/{run.Id}");
        }
        catch (IdempotencyKeyReusedException exception)
        {
            logger.LogWarning(exception, "Order {Order} came again with another content.", order.Number);
            return TypedResults.Conflict(exception.RunId);
        }
    });

    private static bool IsSigned(byte[] body, string signature, byte[] secret) =>
        signature.Length > 0 && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, body), Convert.FromHexString(signature));
}
