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
    private const int CutOff = 4;
    private const int Refused = 5;
    private const int Count = 6;

    private readonly SharedCells cells = SharedCells.Open(folder.ActivityCells(slot), Count);

    public WorkerActivity Now => new(cells[Streaming] > 0, cells[Committing] > 0, cells[Draining] > 0);

    /// <summary>Whether a task's code has run in this worker.</summary>
    public bool IsReady => cells[Ready] > 0;

    /// <summary>Whether the controller keeps the worker from its store.</summary>
    public bool IsCutOff
    {
        get => cells[CutOff] > 0;
        set => cells[CutOff] = value ? 1 : 0;
    }

    /// <summary>How many appends the store has refused because the run was another execution's, or had ended; of all processes in this slot.</summary>
    public long RefusedAppends => cells[Refused];

    /// <summary>Another process takes the slot.</summary>
    public void Clear()
    {
        for (var cell = 0; cell < Refused; cell++)
        {
            cells[cell] = 0;
        }
    }

    public void Begun() => cells[Ready] = 1;

    public void Commits(int by) => cells.Add(Committing, by);

    public void Streams(int by) => cells.Add(Streaming, by);

    public void Drains(int by) => cells.Add(Draining, by);

    public void Refuses(int appends) => cells.Add(Refused, appends);

    public void Dispose() => cells.Dispose();
}

/// <summary>What a worker was doing at one moment; several at once, as a rule.</summary>
/// <param name="IsStreaming">One of its executions was between its first chunk and its return.</param>
/// <param name="IsCommitting">An append was on its way through the store.</param>
/// <param name="IsDraining">A task had returned while a source that it had piped was still being read.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WorkerActivity(bool IsStreaming, bool IsCommitting, bool IsDraining);
