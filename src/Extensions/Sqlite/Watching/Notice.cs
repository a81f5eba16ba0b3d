using System.Runtime.InteropServices;
using Runnel.Storage;

namespace Runnel.Sqlite.Watching;

/// <summary>What observers are told of an append.</summary>
/// <param name="Writer">Who appended, and is not told.</param>
/// <param name="News">What has grown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Notice(IRunStoreObserver? Writer, RunNews News);

/// <summary>What observers are to be told once it is certain.</summary>
internal sealed class Notices
{
    public List<Notice> Appended { get; } = [];

    /// <summary>Runs of lines that can have a slot now.</summary>
    public List<string> SlotsFree { get; } = [];

    public bool AnyReady { get; set; }

    public bool IsEmpty => Appended.Count == 0 && SlotsFree.Count == 0 && !AnyReady;

    public void Clear()
    {
        Appended.Clear();
        SlotsFree.Clear();
        AnyReady = false;
    }
}
