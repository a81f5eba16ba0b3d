using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tests.Harness;

namespace Runnel.Sqlite.Tests.Opening;

public sealed class MigrationTests : IDisposable
{
    private static readonly IReadOnlyList<Migration> Two =
        [.. Schema.Migrations, new(Schema.Migrations.Count + 1, "ALTER TABLE run ADD COLUMN mark TEXT; UPDATE run SET mark = 'moved'")];

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task OlderFile_IsBroughtToTheNewVersionWithItsRuns()
    {
        await using (var store = folder.Open())
        {
            await store.StartAsync("run");
        }

        await using (var newer = folder.Open(migrations: Two))
        {
            await newer.AppendAsync("run", 1);
            Assert.Equal(2, (await newer.ReadAllAsync("run")).Count);
        }

        Assert.Equal(Two.Count, RawFile.Number(folder.File, "PRAGMA user_version"));
        Assert.Equal(1, RawFile.Number(folder.File, "SELECT count(*) FROM run WHERE mark = 'moved'"));
    }

    [Fact]
    public async Task UpgradesAtOnce_HappenOnce()
    {
        await folder.Open().DisposeAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => folder.Open(migrations: Two))));
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }

        Assert.Equal(Two.Count, RawFile.Number(folder.File, "PRAGMA user_version"));
    }

    [Fact]
    public async Task StepThatFails_LeavesTheFileAsItWas()
    {
        await folder.Open().DisposeAsync();
        IReadOnlyList<Migration> broken = [.. Schema.Migrations, new(Schema.Migrations.Count + 1, "ALTER TABLE run ADD COLUMN mark TEXT; SELECT nonsense")];

        Assert.Throws<SqliteStoreException>(() => folder.Open(migrations: broken));

        Assert.Equal(Schema.Migrations.Count, RawFile.Number(folder.File, "PRAGMA user_version"));
        Assert.Equal(0, RawFile.Number(folder.File, "SELECT count(*) FROM pragma_table_info('run') WHERE name = 'mark'"));
        await folder.Open().DisposeAsync();
    }

    [Fact]
    public async Task FileUpgradedUnderARunningStore_IsRefusedByIt()
    {
        await using var old = folder.Open();
        await old.StartAsync("run");
        await using var newer = folder.Open(migrations: Two);

        foreach (var call in new Func<Task>[] { () => old.AppendAsync("run", 1), () => old.CreateAsync("new"), () => old.ReadAllAsync("run"), () => old.AppendAsync("run", 1) })
        {
            var error = await Assert.ThrowsAsync<SqliteStoreException>(call);
            Assert.Contains("Stop this program and update", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await newer.ReadAllAsync("run"))[^1].Last);
    }
}
