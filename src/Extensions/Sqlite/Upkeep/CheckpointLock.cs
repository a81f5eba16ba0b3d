namespace Runnel.Sqlite.Upkeep;

/// <summary>
/// Lets one store at a time, of all that have the file open, copy its WAL. A file of its own: one must not open and close the database's. It stays there
/// when nobody holds it, for to remove it is to lock different files.
/// </summary>
internal sealed class CheckpointLock(string databasePath) : IDisposable
{
    private readonly string path = databasePath + "-checkpoint";
    private FileStream? held;

    /// <returns>Whether it is held now.</returns>
    public bool TryTake()
    {
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Release()
    {
        held?.Dispose();
        held = null;
    }

    public void Dispose() => Release();
}
