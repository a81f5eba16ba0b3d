using System.Runtime.InteropServices;
using Runnel.Crash.Roles;

namespace Runnel.Crash.Worker;

/// <summary>What a worker is doing, to the instruction: it is read while the worker lives, and once more when it has been killed.</summary>
public sealed class ActivityBoard(WorkFolder folder, int slot) : IDisposable
{
    private const int Committing = 0;
    private const int Streaming = 1;
    private const int Draining = 2;
    private const int Ready = 3;
    private const int Count = 4;

    private readonly SharedCells cells = SharedCells.Open(folder.ActivityCells(slot), Count);

    public WorkerActivity Now => new(cells[Streaming] > 0, cells[Committing] > 0, cells[Draining] > 0);

    /// <summary>Whether a task's code has run in this worker.</summary>
    public bool IsReady => cells[Ready] > 0;

    public void Clear()
    {
        for (var cell = 0; cell < Count; cell++)
        {
            cells[cell] = 0;
        }
    }

    public void Begun() => cells[Ready] = 1;

    public void Commits(int by) => cells.Add(Committing, by);

    public void Streams(int by) => cells.Add(Streaming, by);

    public void Drains(int by) => cells.Add(Draining, by);

    public void Dispose() => cells.Dispose();
}

/// <summary>What a worker was doing at one moment; several at once, as a rule.</summary>
/// <param name="IsStreaming">One of its executions was between its first chunk and its return.</param>
/// <param name="IsCommitting">An append was on its way through the store.</param>
/// <param name="IsDraining">A task had returned while a source that it had piped was still being read.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WorkerActivity(bool IsStreaming, bool IsCommitting, bool IsDraining);
