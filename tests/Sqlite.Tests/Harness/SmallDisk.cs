namespace Runnel.Sqlite.Tests.Harness;

/// <summary>A disk of a few MiB, in memory, mounted for one test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static SmallDisk Mount(int kibibytes)
    {
        var path = Directory.CreateTempSubdirectory("runnel-disk-").FullName;
        var (code, output) = Shell.Try($"mount -t tmpfs -o size={kibibytes}k tmpfs '{path}'");
        if (code != 0)
        {
            Directory.Delete(path);
            Assert.Skip($"A disk cannot be mounted here: {output}");
        }

        return new SmallDisk(path);
    }

    public void MakeReadOnly() => Shell.Run($"mount -o remount,ro '{Path}'");

    public void MakeWritable() => Shell.Run($"mount -o remount,rw '{Path}'");

    public void Dispose()
    {
        Shell.Run($"umount '{Path}'");
        Directory.Delete(Path);
    }
}
