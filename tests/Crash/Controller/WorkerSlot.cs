using Runnel.Crash.Checks;
using Runnel.Crash.Roles;
using Runnel.Crash.Worker;

namespace Runnel.Crash.Controller;

/// <summary>A place for a worker, with the board that outlives it.</summary>
internal sealed class WorkerSlot(string role, int index, WorkFolder folder, int seed, Findings findings)
    : Slot(role, index, folder, seed, findings), IDisposable
{
    private readonly ActivityBoard board = new(folder, index);

    public ActivityBoard Board => board;

    public override void Start()
    {
        board.Clear();
        base.Start();
    }

    /// <summary>Keeps the process from its store for a while.</summary>
    public Task CutOffAsync(TimeSpan time) => TroubleAsync(async () =>
    {
        board.IsCutOff = true;
        await Task.Delay(time);
        board.IsCutOff = false;
    });

    public void Dispose() => board.Dispose();
}
