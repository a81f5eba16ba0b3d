namespace ChatStreaming.Kill;

/// <summary>A place for a database in a folder of its own, which is deleted with all that is in it.</summary>
public sealed class TemporaryDatabase : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("runnel-chat-");

    /// <summary>Where the file is, once somebody made it.</summary>
    public string Path => System.IO.Path.Combine(folder.FullName, "runnel.db");

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
