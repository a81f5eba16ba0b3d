using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Runnel;
using static Consolidated.Audit.CheckLedger;

namespace Consolidated.Audit;

public sealed record Ledger(int Year);

public sealed record Discrepancy(string Account, decimal Expected, decimal Found);

[Streams]
public sealed partial record LedgerStreams(TaskStream<Discrepancy> Discrepancies, TaskStream<string> Accounts);

public interface IBooks
{
    IAsyncEnumerable<(string Account, decimal Expected, decimal Found)> ReadAsync(int year, CancellationToken cancellationToken);
}

[Task("check-ledger")]
public sealed partial class CheckLedger(IBooks books)
{
    public async Task<bool> RunAsync(Ledger ledger, LedgerStreams streams, CancellationToken cancellationToken)
    {
        var isClean = true;
        await foreach (var (account, expected, found) in books.ReadAsync(ledger.Year, cancellationToken))
        {
            await streams.Accounts.WriteAsync(account, cancellationToken);
            if (expected != found)
            {
                isClean = false;
                await streams.Discrepancies.WriteAsync(new Discrepancy(account, expected, found), cancellationToken);
            }
        }

        return isClean;
    }
}

/// <summary>An audit's record holds everything, so that each case is written down and a new one cannot be forgotten.</summary>
public sealed class AuditTrail(TextWriter file)
{
    public async Task RecordAsync(IAsyncEnumerable<StreamPart> parts, CancellationToken cancellationToken)
    {
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            await file.WriteLineAsync($"{part.Timestamp:O}\t{part.Attempt}\t{Describe(part)}".AsMemory(), cancellationToken);
        }

        await file.FlushAsync(cancellationToken);
    }

    public static string Describe(StreamPart part)
    {
        switch (part)
        {
            case StreamPart.Run run:
                return $"run {run.Snapshot.Id} {run.Snapshot.Status}";
            case StreamPart.Accounts account:
                return $"account {account.Chunk}";
            case StreamPart.Discrepancies { Chunk: var (account, expected, found) }:
                return string.Create(CultureInfo.InvariantCulture, $"discrepancy {account}: {expected} is not {found}");
            case StreamPart.StreamEnded { Error: null } end:
                return $"end of {end.Key}: {end.Reason}";
            case StreamPart.StreamEnded end:
                return $"end of {end.Key}: {end.Reason}, {end.Error.Type}: {end.Error.Message}";
            case StreamPart.Unknown { Chunk: { ValueKind: JsonValueKind.String } text } unknown:
                return $"{unknown.Key} {text.GetString()}";
            case StreamPart.Unknown unknown:
                return $"{unknown.Key} {unknown.Chunk.GetRawText()}";
            default:
                throw new UnreachableException($"A part of the type {part.GetType()}");
        }
    }
}

public sealed class Auditor(TaskClient ledgers)
{
    public async Task<bool> AuditAsync(int year, string path, CancellationToken cancellationToken)
    {
        await using var file = File.CreateText(path);
        var run = await ledgers.TriggerAsync(new Ledger(year), new TriggerOptions { Tags = ["audit"] }, cancellationToken);
        await new AuditTrail(file).RecordAsync(run.SubscribeAsync(cancellationToken: cancellationToken), cancellationToken);
        return (await run.WaitAsync(cancellationToken)).GetOutputOrThrow();
    }
}
