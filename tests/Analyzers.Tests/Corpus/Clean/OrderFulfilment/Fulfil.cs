using Microsoft.Extensions.Logging;
using Runnel;

namespace Tasmanian.Shop;

public sealed record Order(string Number, string Customer, decimal Total, IReadOnlyList<string> Skus);

public sealed record Payment(string Order, decimal Amount);

public sealed record Receipt(string Reference);

public sealed record Parcel(string Order, IReadOnlyList<string> Skus);

public sealed record Fulfilment(string Receipt, string? TrackingNumber, bool IsBackordered);

public interface IPaymentProvider
{
    Task<Receipt> ChargeAsync(Payment payment, string idempotencyKey, CancellationToken cancellationToken);

    Task RefundAsync(string reference, CancellationToken cancellationToken);
}

public interface IWarehouse
{
    Task<string> ShipAsync(Parcel parcel, CancellationToken cancellationToken);
}

[Task("charge", MaxAttempts = 5)]
public sealed partial class Charge(IPaymentProvider payments)
{
    public Task<Receipt> RunAsync(Payment payment, TaskContext context, CancellationToken cancellationToken) =>
        payments.ChargeAsync(payment, context.RunId, cancellationToken);
}

[Task("refund", MaxAttempts = 20)]
public sealed partial class Refund(IPaymentProvider payments)
{
    public Task RunAsync(string reference, CancellationToken cancellationToken) => payments.RefundAsync(reference, cancellationToken);
}

[Task("ship")]
public sealed partial class Ship(IWarehouse warehouse)
{
    public Task<string> RunAsync(Parcel parcel, CancellationToken cancellationToken) => warehouse.ShipAsync(parcel, cancellationToken);
}

[Task("fulfil-order")]
public sealed partial class FulfilOrder(Charge.TaskClient charge, Refund.TaskClient refund, Ship.TaskClient ship, ILogger<FulfilOrder> logger)
{
    public async Task<Fulfilment> RunAsync(Order order, TaskContext context, CancellationToken cancellationToken)
    {
        await context.TagAsync($"customer:{order.Customer}");
        var receipt = (await charge.TriggerAndWaitAsync(new Payment(order.Number, order.Total), cancellationToken: cancellationToken)).GetOutputOrThrow();

        var shipping = await ship.TriggerAndWaitAsync(
            new Parcel(order.Number, order.Skus), new TriggerOptions { MaxDuration = TimeSpan.FromHours(2) }, cancellationToken);
        switch (shipping)
        {
            case { IsSuccess: true, Output: { } tracking }:
                return new Fulfilment(receipt.Reference, tracking, IsBackordered: false);

            case { Status: RunStatus.TimedOut }:
                logger.LogInformation("{Order} waits for the warehouse.", order.Number);
                return new Fulfilment(receipt.Reference, null, IsBackordered: true);

            default:
                var refunded = await refund.TriggerAndWaitAsync(receipt.Reference, cancellationToken: cancellationToken);
                throw new AbortRunException(refunded.IsSuccess
                    ? $"{order.Number} could not be shipped and was refunded: {shipping.Error?.Message}"
                    : $"{order.Number} could not be shipped, nor refunded: {refunded.Error.Message}");
        }
    }
}
