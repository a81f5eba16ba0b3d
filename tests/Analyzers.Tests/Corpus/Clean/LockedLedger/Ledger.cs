using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Runnel;

namespace Locked.Ledger;

public enum Side { Debit, Credit }

/// <summary>Has grown since it was locked, but nobody has been broken: an attribute, a name of a type.</summary>
public sealed record Posting(
    [property: JsonPropertyName("acct"), StringLength(12)] string Account,
    decimal Amount,
    Side Side,
    string? Text = null,
    [property: JsonIgnore] int Local = 0)
{
    [JsonIgnore]
    public decimal Signed => Side is Side.Credit ? -Amount : Amount;
}

public sealed record Voucher(Guid Id, DateOnly Date, IReadOnlyList<Posting> Postings)
{
    public int? Year { get; init; }
}

public sealed record Booked(long Number, Side? Heavier);

[Streams]
public sealed partial record BookStreams(TaskStream<Booked> Booked, [Stream("remarks")] TaskStream<string> Notes);

[Task("book-voucher")]
public sealed partial class BookVoucher
{
    public async Task<Booked> RunAsync(Voucher voucher, BookStreams streams, CancellationToken cancellationToken)
    {
        var sum = voucher.Postings.Sum(posting => posting.Signed);
        var booked = new Booked(voucher.Postings.Count, sum switch { > 0 => Side.Debit, < 0 => Side.Credit, _ => null });
        await streams.Booked.WriteAsync(booked, cancellationToken);
        await streams.Notes.WriteAsync($"{voucher.Id} of {voucher.Date}", cancellationToken);
        return booked;
    }
}

[Task("close-year")]
public sealed partial class CloseYear
{
    public bool Run(int year, bool isFinal = false) => isFinal && year > 2000;
}
