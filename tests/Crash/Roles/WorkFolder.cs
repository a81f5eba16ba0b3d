using System.Globalization;

namespace Runnel.Crash.Roles;

/// <summary>Where one campaign keeps its database, its journals and what its processes print.</summary>
/// <param name="Root">The folder.</param>
public sealed record WorkFolder(string Root)
{
    public string Database => Path.Combine(Root, "runs.db");

    public string Journals => Path.Combine(Root, "journals");

    public string Output => Path.Combine(Root, "output");

    public string CampaignCells => Path.Combine(Root, "campaign.cells");

    public string ActivityCells(int slot) => Path.Combine(Root, string.Create(CultureInfo.InvariantCulture, $"worker-{slot}.cells"));

    public static WorkFolder Create(string? root)
    {
        var folder = new WorkFolder(root ?? Directory.CreateTempSubdirectory("runnel-crash-").FullName);
        Directory.CreateDirectory(folder.Journals);
        Directory.CreateDirectory(folder.Output);
        return folder;
    }
}
