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
    private const int Thinking = 5;
    private const int Writing = 6;
    private const int Calling = 7;
    private const int Refused = 8;
    private const int Asked = 9;
    private const int Count = 10;

    private readonly SharedCells cells = SharedCells.Open(folder.ActivityCells(slot), Count);

    public WorkerActivity Now => new(cells[Streaming] > 0, cells[Committing] > 0, cells[Draining] > 0);

    /// <summary>What the worker's agents are doing.</summary>
    public AgentActivity AgentsNow => new(cells[Thinking] > 0, cells[Writing] > 0, cells[Calling] > 0);

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

    /// <summary>How often models were asked; of all processes in this slot.</summary>
    public long ModelsAsked => cells[Asked];

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

    /// <summary>A model was asked and has said nothing yet, until what is returned is disposed of.</summary>
    public IDisposable Thinks()
    {
        cells.Add(Asked, +1);
        return new Doing(cells, Thinking);
    }

    /// <summary>A model says something, until what is returned is disposed of.</summary>
    public IDisposable Writes() => new Doing(cells, Writing);

    /// <summary>A tool is at work, until what is returned is disposed of.</summary>
    public IDisposable Calls() => new Doing(cells, Calling);

    public void Refuses(int appends) => cells.Add(Refused, appends);

    public void Dispose() => cells.Dispose();

    private sealed class Doing : IDisposable
    {
        private readonly SharedCells cells;
        private readonly int cell;

        public Doing(SharedCells cells, int cell)
        {
            (this.cells, this.cell) = (cells, cell);
            cells.Add(cell, +1);
        }

        public void Dispose() => cells.Add(cell, -1);
    }
}

/// <summary>What a worker was doing at one moment; several at once, as a rule.</summary>
/// <param name="IsStreaming">One of its executions was between its first chunk and its return.</param>
/// <param name="IsCommitting">An append was on its way through the store.</param>
/// <param name="IsDraining">A task had returned while a source that it had piped was still being read.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WorkerActivity(bool IsStreaming, bool IsCommitting, bool IsDraining);

/// <summary>What a worker's agents were doing at one moment; several at once, as a rule.</summary>
/// <param name="IsThinking">A model was asked and had said nothing yet.</param>
/// <param name="IsWriting">A model was in the middle of an answer.</param>
/// <param name="IsCalling">A tool was at work, for an agent of this worker or another's.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AgentActivity(bool IsThinking, bool IsWriting, bool IsCalling);
