using System.Text.Json.Serialization;
using Runnel;

namespace Hasty.Orders;

public enum Shipping { Standard, Express }

public sealed record OrderLine([property: JsonPropertyName("sku")] string Article, int Count);

public sealed record Order(string Customer, IReadOnlyList<OrderLine> Lines, Shipping Shipping, string CostCentre); // review: orders of last week wait in the queue without a cost centre

public sealed record Confirmation(string Number, decimal? Total); // review: was never null; a caller that is not deployed today does not expect it

public sealed record Packed(string Article, int Box);

[Streams]
public sealed partial record OrderStreams([Stream("packing")] TaskStream<Packed> Packed);

public interface IWarehouse
{
    IAsyncEnumerable<Packed> PackAsync(Order order, CancellationToken cancellationToken);

    Task<decimal?> PriceAsync(Order order, CancellationToken cancellationToken);
}

[Task("place-order")]
public sealed partial class PlaceOrder(IWarehouse warehouse)
{
    public async Task<Confirmation> RunAsync(Order order, OrderStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        await streams.Packed.Pipe(warehouse.PackAsync(order, cancellationToken)).Completion;
        return new Confirmation(context.RunId, await warehouse.PriceAsync(order, cancellationToken));
    }
}

[Task("cancel-my-order")] // review: was called "cancel-order", and runs with that id are stored
public sealed partial class CancelOrder
{
    public bool Run(string number) => number.Length > 0;
}

[Task("remind-customer")] // review: new, and not locked yet
public sealed partial class RemindCustomer
{
    public void Run(string customer, int days = 14) => Console.WriteLine($"{customer}: {days} days");
}
