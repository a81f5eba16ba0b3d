using System.IO.MemoryMappedFiles;

namespace Runnel.Crash.Roles;

/// <summary>
/// A few numbers in a mapped file. They belong to the kernel, not to the process: what a killed process wrote last is still there to be read.
/// </summary>
public sealed class SharedCells : IDisposable
{
    private readonly Lock gate = new();
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    private SharedCells(MemoryMappedFile file, int count) =>
        (this.file, view) = (file, file.CreateViewAccessor(0, count * sizeof(long)));

    public long this[int cell]
    {
        get => view.ReadInt64(cell * sizeof(long));
        set => view.Write(cell * sizeof(long), value);
    }

    public static SharedCells Open(string path, int count)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var file = MemoryMappedFile.CreateFromFile(
            stream, mapName: null, count * sizeof(long), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        return new SharedCells(file, count);
    }

    public void Add(int cell, long by)
    {
        lock (gate)
        {
            this[cell] += by;
        }
    }

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
