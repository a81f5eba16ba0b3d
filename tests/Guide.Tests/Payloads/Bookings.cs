using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Runnel.Guide.Tests.Payloads;

public enum Board
{
    None,
    Half,
    Full,
}

public sealed record Booking(
    [Required, Description("The city to stay in")] string City,
    [Range(1, 30)] int Nights,
    [MinLength(1)] IReadOnlyList<Guest> Guests,
    Board Board = Board.None) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (Board == Board.Full && Nights > 14)
        {
            yield return new ValidationResult("Full board is offered for 14 nights at most.", [nameof(Board)]);
        }
    }
}

public sealed record Guest([StringLength(40)] string Name, [EmailAddress] string? Mail = null);

[Task("book")]
public sealed partial class Book
{
    public Task<string> RunAsync(Booking booking) => Task.FromResult($"{booking.City} {booking.Nights} {booking.Board}");
}
