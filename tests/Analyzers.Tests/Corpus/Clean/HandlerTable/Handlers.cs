using Microsoft.Extensions.Logging;
using Runnel;
using Part = Blue.Yonder.Booking.BookTrip.StreamPart;

namespace Blue.Yonder.Booking;

public sealed record TripOrder(string Customer, string Destination, DateOnly From, DateOnly To);

public sealed record Reserved(string Kind, string Reference, decimal Price);

public sealed record Hint(string Text, bool IsUrgent);

[Streams]
public sealed partial record BookStreams(TaskStream<Reserved> Reservations, TaskStream<Hint> Hints);

public interface IReservationSystem
{
    string Kind { get; }

    Task<Reserved?> ReserveAsync(TripOrder order, CancellationToken cancellationToken);
}

[Task("book-trip", MaxAttempts = 2)]
public sealed partial class BookTrip(IEnumerable<IReservationSystem> systems)
{
    public async Task<decimal> RunAsync(TripOrder order, BookStreams streams, CancellationToken cancellationToken)
    {
        var total = 0m;
        foreach (var system in systems)
        {
            if (await system.ReserveAsync(order, cancellationToken) is not { } reserved)
            {
                await streams.Hints.WriteAsync(new Hint($"No {system.Kind} is free.", IsUrgent: true), cancellationToken);
                continue;
            }

            total += reserved.Price;
            await streams.Reservations.WriteAsync(reserved, cancellationToken);
        }

        return total;
    }
}

public interface IBookingView
{
    void Add(Reserved reservation);

    void Notify(string text);

    void Clear();

    void Close(bool isBooked);
}

/// <summary>Each kind of part has its handler; what has none is not for this view.</summary>
public sealed class BookingPresenter
{
    private readonly Dictionary<Type, Action<Part>> handlers = [];
    private readonly IBookingView view;
    private readonly ILogger<BookingPresenter> logger;

    public BookingPresenter(IBookingView view, ILogger<BookingPresenter> logger)
    {
        (this.view, this.logger) = (view, logger);
        On<Part.Reservations>(part => view.Add(part.Chunk));
        On<Part.Hints>(part => view.Notify(part.Chunk.IsUrgent ? part.Chunk.Text.ToUpperInvariant() : part.Chunk.Text));
        On<Part.Run>(OnRun);
        On<Part.StreamEnded>(OnStreamEnded);
    }

    public async Task PresentAsync(IAsyncEnumerable<Part> parts, CancellationToken cancellationToken)
    {
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            if (handlers.TryGetValue(part.GetType(), out var handle))
            {
                handle(part);
            }
            else
            {
                logger.LogTrace("Not shown: {Part}", part);
            }
        }
    }

    private void On<T>(Action<T> handle)
        where T : Part => handlers.Add(typeof(T), part => handle((T)part));

    private void OnRun(Part.Run part)
    {
        if (part.Snapshot is { FinishedAt: not null, Status: var status })
        {
            view.Close(isBooked: status == RunStatus.Completed);
        }
    }

    private void OnStreamEnded(Part.StreamEnded part)
    {
        if (part.Reason == StreamEndReason.Superseded)
        {
            view.Clear();
        }
        else if (part.Error is not null)
        {
            view.Notify($"{part.Key}: {part.Error.Message}");
        }
    }
}

public sealed class BookingController(BookTrip.TaskClient trips, BookingPresenter presenter)
{
    public Task BookAsync(TripOrder order, CancellationToken cancellationToken) =>
        presenter.PresentAsync(trips.TriggerAndSubscribeAsync(order, cancellationToken: cancellationToken), cancellationToken);
}
