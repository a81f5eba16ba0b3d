namespace Runnel.Crash.Roles;

/// <summary>What the controller tells its processes while they run.</summary>
public sealed class CampaignBoard(WorkFolder folder) : IDisposable
{
    private const int Allowed = 0;
    private const int Closed = 1;
    private const int Count = 2;

    private readonly SharedCells cells = SharedCells.Open(folder.CampaignCells, Count);

    /// <summary>How many runs may be triggered so far.</summary>
    public long AllowedRuns
    {
        get => cells[Allowed];
        set => cells[Allowed] = value;
    }

    /// <summary>Whether every run has ended, so that subscribers end when they have seen the last part of each.</summary>
    public bool IsClosed
    {
        get => cells[Closed] != 0;
        set => cells[Closed] = value ? 1 : 0;
    }

    public void Dispose() => cells.Dispose();
}
