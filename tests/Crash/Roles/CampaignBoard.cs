namespace Runnel.Crash.Roles;

/// <summary>What the controller tells its processes while they run.</summary>
public sealed class CampaignBoard(WorkFolder folder) : IDisposable
{
    private const int Allowed = 0;
    private const int Closed = 1;
    private const int Limit = 2;
    private const int Gates = 3;
    private const int ClosedAtTicks = 4;
    private const int Count = 5;

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

    /// <summary>How many slots each lane of the narrow queue has.</summary>
    public int QueueLimit
    {
        get => (int)cells[Limit];
        set => cells[Limit] = value;
    }

    /// <summary>Portions that wait to be let go end when their number is below.</summary>
    public long OpenGates
    {
        get => cells[Gates];
        set => cells[Gates] = value;
    }

    /// <summary>Up to when everything that was due had to be done.</summary>
    public DateTimeOffset ClosedAt
    {
        get => new(cells[ClosedAtTicks], TimeSpan.Zero);
        set => cells[ClosedAtTicks] = value.UtcTicks;
    }

    public void Dispose() => cells.Dispose();
}
