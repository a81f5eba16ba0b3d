using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tables;
using Runnel.Storage;

namespace Runnel.Sqlite.Reading;

/// <summary>Pages of logs. What is read is checked: its sums, and that nothing is missing.</summary>
internal sealed class LogPages(Connection connection)
{
    private readonly Statement all = connection.Prepare("SELECT last, n, state, sum, body FROM log WHERE run = ? AND last > ? ORDER BY last");

    private readonly Statement state = connection.Prepare(
        "SELECT last, n, state, sum, body FROM log INDEXED BY log_state WHERE run = ? AND last > ? AND state = 1 ORDER BY last");

    public LogPage Read(RunRow run, ReadRequest request)
    {
        var statement = request.StateOnly ? state : all;
        statement.Bind(1, run.No).Bind(2, request.After);
        var page = new List<StoredSegment>();
        var bytes = 0L;
        using var rows = statement.Read();
        while (rows.Next())
        {
            var last = statement.Get(0);
            var count = (int)statement.Get(1);
            if (last - count + 1 > request.UpTo)
            {
                return new(page, HasMore: false);
            }

            var body = statement.GetBytes(4);
            bytes += body.Length;
            if (bytes > request.MaxBytes && page.Count > 0)
            {
                return new(page, HasMore: true);
            }

            var segment = new StoredSegment(last, new SegmentBody(count, statement.Get(2) == 1, body.ToArray()));
            Verify(run, request, page, segment, statement.Get(3));
            page.Add(segment);
        }

        VerifyEnd(run, request, page);
        return new(page, HasMore: false);
    }

    private void Verify(RunRow run, ReadRequest request, List<StoredSegment> page, StoredSegment segment, long sum)
    {
        if (BodySum.Of(segment.Last, segment.Body.Count, segment.Body.HasState, segment.Body.Bytes.Span) != sum)
        {
            throw Damaged(run, $"the checksum of entries {segment.First} to {segment.Last} does not match");
        }

        var expected = page.Count > 0 ? page[^1].Last + 1 : request.After + 1;
        if (!request.StateOnly && (page.Count > 0 ? segment.First != expected : segment.First > expected))
        {
            throw Damaged(run, $"entries {expected} to {segment.First - 1} are missing");
        }
    }

    private void VerifyEnd(RunRow run, ReadRequest request, List<StoredSegment> page)
    {
        var end = page.Count > 0 ? page[^1].Last : request.After;
        if (!request.StateOnly && end < Math.Min(request.UpTo, run.Head.Head))
        {
            throw Damaged(run, $"entries {end + 1} to {run.Head.Head} are missing");
        }
    }

    private RunDamagedException Damaged(RunRow run, string what) => new(
        run.Head.RunId,
        $"The log of run '{run.Head.RunId}' in '{connection.Path}' is damaged: {what}. Restore the file from a backup; other runs can be read.");
}
