using Runnel.Crash.Checks;
using Runnel.Crash.Roles;
using Runnel.Crash.Worker;

namespace Runnel.Crash.Controller;

/// <summary>A place for a worker, with the board that outlives it.</summary>
internal sealed class WorkerSlot(int index, WorkFolder folder, int seed, Findings findings)
    : Slot(RoleOptions.Worker, index, folder, seed, findings), IDisposable
{
    private readonly ActivityBoard board = new(folder, index);

    public ActivityBoard Board => board;

    public override void Start()
    {
        board.Clear();
        base.Start();
    }

    public void Dispose() => board.Dispose();
}
