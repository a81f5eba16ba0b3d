using System.Text;
using Runnel.Crash.Roles;

namespace Runnel.Crash.Journals;

/// <summary>
/// What one process testifies to, a line at a time, each with one write to the kernel before the call returns: a killed process's lines are
/// all there, but for one that may be torn at the end. Every generation of a process has a file of its own.
/// </summary>
public sealed class Journal : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream file;

    private Journal(FileStream file) => this.file = file;

    public static Journal Create(RoleOptions role) => new(new FileStream(
        Path.Combine(role.Folder.Journals, role.Name + ".journal"),
        FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));

    public void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (gate)
        {
            file.Write(bytes);
        }
    }

    public void Dispose() => file.Dispose();
}
