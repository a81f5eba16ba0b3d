using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.BadInput;

public sealed class DamagedPages : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ChangedByteInABody_IsSaidAndOtherRunsAreRead()
    {
        var body = await WriteAsync();
        Overwrite(Find(body.Bytes.Span[6000..6016]), 16);

        await using var store = folder.Open();
        var error = await Assert.ThrowsAsync<RunDamagedException>(() => store.ReadAllAsync("damaged"));
        Assert.Equal("damaged", error.RunId);
        Assert.Contains(folder.File, error.Message, StringComparison.Ordinal);
        Assert.Contains("checksum of entries 2 to 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await store.ReadAllAsync("sound")).Count);
        Assert.Equal(AppendOutcome.Committed, (await store.AppendAsync("sound", 2)).Outcome);
    }

    [Fact]
    public async Task MissingSegment_IsSaid()
    {
        await WriteAsync();
        RawFile.Execute(folder.File, "DELETE FROM log WHERE run = (SELECT no FROM run WHERE id = 'damaged') AND last = 2");
        await using var store = folder.Open();
        Assert.Contains("entries 2 to 2 are missing", (await Assert.ThrowsAsync<RunDamagedException>(() => store.ReadAllAsync("damaged"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GarbageInATree_IsSaidForReadsAndDoesNotHoldUpOtherRuns()
    {
        await WriteAsync();
        RawFile.Execute(folder.File, "VACUUM");
        var root = RawFile.Number(folder.File, "SELECT rootpage FROM sqlite_schema WHERE name = 'log_run'");
        await using var store = folder.Open();
        Assert.Equal(AppendOutcome.Committed, (await store.AppendAsync("sound", 2)).Outcome);
        await store.DisposeAsync();
        Overwrite((root - 1) * 4096, 4096);

        await using var again = folder.Open();
        Assert.Contains("is damaged", (await Assert.ThrowsAsync<RunDamagedException>(() => again.ReadAllAsync("damaged"))).Message, StringComparison.Ordinal);
        Assert.Equal("damaged", (await again.GetAsync("damaged", Work.Token))!.RunId);
        Assert.Equal(AppendOutcome.NotFound, (await again.AppendAsync("sound", 3)).Outcome);
        Assert.True(await again.RenewAsync(Work.Worker, Work.Token));
    }

    private async Task<SegmentBody> WriteAsync()
    {
        var body = Work.Body(20_000, seed: 7);
        await using var store = folder.Open();
        await store.CreateAsync("damaged", "sound");
        await store.TakeAsync();
        await store.AppendAsync("damaged", 1, body);
        await store.AppendAsync("sound", 1, Work.Body(20_000, seed: 8));
        return body;
    }

    private long Find(ReadOnlySpan<byte> bytes)
    {
        var at = File.ReadAllBytes(folder.File).AsSpan().IndexOf(bytes);
        Assert.True(at > 0);
        return at;
    }

    private void Overwrite(long offset, int count)
    {
        using var file = File.OpenWrite(folder.File);
        file.Position = offset;
        file.Write(Enumerable.Repeat((byte)0xA5, count).ToArray());
    }
}
