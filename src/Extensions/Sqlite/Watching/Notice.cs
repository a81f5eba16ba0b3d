using System.Runtime.InteropServices;
using Runnel.Storage;

namespace Runnel.Sqlite.Watching;

/// <summary>What observers are told of an append.</summary>
/// <param name="Writer">Who appended, and is not told.</param>
/// <param name="RunId">The run.</param>
/// <param name="Head">Its last entry.</param>
/// <param name="Intent">How it is going to end, once that is decided.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Notice(IRunStoreObserver? Writer, string RunId, long Head, RunIntent? Intent);

/// <summary>What observers are to be told once it is certain.</summary>
internal sealed class Notices
{
    public List<Notice> Appended { get; } = [];

    public bool AnyReady { get; set; }

    public bool IsEmpty => Appended.Count == 0 && !AnyReady;

    public void Clear()
    {
        Appended.Clear();
        AnyReady = false;
    }
}
