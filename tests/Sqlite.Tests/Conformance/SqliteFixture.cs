using Runnel.Storage;
using Runnel.Testing.Conformance;

namespace Runnel.Sqlite.Tests.Conformance;

/// <summary>A file of its own for each case.</summary>
internal sealed class SqliteFixture : RunStoreFixture
{
    public const StoreCapabilities Of = StoreCapabilities.Durable | StoreCapabilities.Shared | StoreCapabilities.RetentionSettable;
    private readonly string folder = Directory.CreateTempSubdirectory("runnel").FullName;
    private readonly List<SqliteRunStore> open = [];
    private Func<SqliteRunStore> opening = null!;

    public override StoreCapabilities Capabilities => Of;

    public override Task<IRunStore> OpenAsync(TimeProvider time, TimeSpan? retention)
    {
        opening = () => new SqliteRunStore(new SqliteRunStoreOptions { Path = Path.Combine(folder, "runs.db"), Retention = retention!.Value }, time);
        return Task.FromResult<IRunStore>(Open());
    }

    public override Task<IRunStore?> OpenAnotherAsync() => Task.FromResult<IRunStore?>(Open());

    public override async Task<IRunStore> ReopenAsync()
    {
        await CloseAsync();
        return Open();
    }

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(folder, recursive: true);
    }

    private SqliteRunStore Open()
    {
        var store = opening();
        open.Add(store);
        return store;
    }

    private async Task CloseAsync()
    {
        foreach (var store in open)
        {
            await store.DisposeAsync();
        }

        open.Clear();
    }
}
