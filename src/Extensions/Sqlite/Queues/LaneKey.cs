using System.Runtime.InteropServices;

namespace Runnel.Sqlite.Queues;

/// <summary>Which lane: a queue, and a concurrency key or none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LaneKey(string Queue, string? Key);
