using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.BadInput;

public sealed class WrongFiles : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void FileThatIsNoDatabase_IsLeftAsItIs()
    {
        File.WriteAllText(folder.File, string.Join('\n', Enumerable.Repeat("this is a letter, not a database", 200)));
        AssertRefusedUntouched("not an SQLite database");
    }

    [Theory]
    [InlineData("CREATE TABLE customer(id INTEGER); INSERT INTO customer VALUES (1)")]
    [InlineData("PRAGMA application_id = 42")]
    [InlineData("CREATE TABLE customer(id INTEGER); PRAGMA application_id = 42; PRAGMA user_version = 7")]
    [InlineData("PRAGMA journal_mode = WAL; CREATE TABLE run(id INTEGER)")]
    public void FileOfAnotherApplication_IsLeftAsItIs(string sql)
    {
        RawFile.Execute(folder.File, sql);
        AssertRefusedUntouched("another application's");
    }

    [Fact]
    public async Task SchemaFromTheFuture_IsLeftAsItIs()
    {
        await folder.Open().DisposeAsync();
        RawFile.Execute(folder.File, "PRAGMA user_version = 99");
        AssertRefusedUntouched("version 99");
    }

    [Fact]
    public void EmptyFile_IsTakenForANewOne()
    {
        File.WriteAllText(folder.File, "");
        folder.Open().Dispose();
    }

    [Fact]
    public void MissingFolderAndFolder_AreSaid()
    {
        Assert.Contains("does not exist. Create it", Refused(Path.Combine(folder.Path, "none", "runnel.db")).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Refused(folder.Path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsOutOfRange_AreSaid()
    {
        Assert.Contains("Path is empty", Assert.Throws<RunnelException>(() => new SqliteRunStore(new() { Path = " " })).Message, StringComparison.Ordinal);
        Assert.Contains("Retention", Assert.Throws<RunnelException>(() => new SqliteRunStore(folder.Options with { Retention = TimeSpan.Zero })).Message, StringComparison.Ordinal);
        Assert.Contains("BusyTimeout", Assert.Throws<RunnelException>(() => new SqliteRunStore(folder.Options with { BusyTimeout = TimeSpan.FromSeconds(-1) })).Message, StringComparison.Ordinal);
        Assert.Contains("Durability", Assert.Throws<RunnelException>(() => new SqliteRunStore(folder.Options with { Durability = (SqliteDurability)7 })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HostWithAWrongFile_DoesNotStart(bool clientOnly)
    {
        File.WriteAllText(folder.File, "this is a letter, not a database");
        var services = new ServiceCollection().AddRunnel(runnel => _ = clientOnly ? runnel.UseSqlite(folder.File).ClientOnly() : runnel.UseSqlite(folder.File));
        await using var provider = services.BuildServiceProvider();

        await Assert.ThrowsAsync<SqliteStoreException>(async () =>
        {
            foreach (var service in provider.GetServices<IHostedService>())
            {
                await service.StartAsync(Work.Token);
            }
        });
    }

    [Fact]
    public async Task HostWithAFile_UsesIt()
    {
        var services = new ServiceCollection().AddRunnel(runnel => runnel.UseSqlite(folder.File).ClientOnly());
        await using var provider = services.BuildServiceProvider();
        Assert.IsType<SqliteRunStore>(provider.GetRequiredService<IRunStore>());
        Assert.True(File.Exists(folder.File));
    }

    private void AssertRefusedUntouched(string reason)
    {
        var before = File.ReadAllBytes(folder.File);
        Assert.Contains(reason, Refused(folder.File).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(folder.File));
    }

    private SqliteStoreException Refused(string path)
    {
        var error = Assert.Throws<SqliteStoreException>(() => folder.Open(options: folder.Options with { Path = path }));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        return error;
    }
}
