using Runnel.Crash.Checks;
using Runnel.Crash.Roles;

namespace Runnel.Crash.Controller;

/// <summary>What a campaign prints at its end, before the last line.</summary>
internal sealed class CampaignReport(CampaignResult result, WorkFolder folder, InspectionResult inspection, TextWriter output)
{
    private const int FindingsShown = 20;
    private const int EntriesShown = 40;

    public async Task WriteAsync(TimeSpan time)
    {
        await output.WriteLineAsync($"took {time.TotalSeconds:0} s; {inspection.Statistics}");
        await output.WriteLineAsync(inspection.Statistics.Families);
        await WriteErrorsAsync();
        foreach (var shortfall in result.Shortfalls)
        {
            await output.WriteLineAsync($"too little: {shortfall}");
        }

        if (result.Findings.Count == 0)
        {
            return;
        }

        foreach (var kind in result.Findings.GroupBy(finding => finding.Kind))
        {
            await output.WriteLineAsync($"{kind.Key}: {kind.Count()}");
        }

        foreach (var finding in result.Findings.Take(FindingsShown))
        {
            await output.WriteLineAsync(finding.ToString());
        }

        if (inspection.Offender is { } offender)
        {
            await WriteLogAsync(offender, inspection.OffenderLog);
        }

        await output.WriteLineAsync($"The database is {folder.Database}, the journals are in {folder.Journals}, what the processes printed is in {folder.Output}.");
    }

    private async Task WriteLogAsync(string runId, IReadOnlyList<string> lines)
    {
        var path = Path.Combine(folder.Root, runId + ".txt");
        await File.WriteAllLinesAsync(path, lines);
        await output.WriteLineAsync($"The first run with a finding, whole in {path}:");
        foreach (var line in lines.Count <= 2 * EntriesShown ? lines : [.. lines.Take(EntriesShown), "…", .. lines.TakeLast(EntriesShown)])
        {
            await output.WriteLineAsync(line);
        }
    }

    // What the hosts logged as errors is no finding by itself: runs that fail as planned are among it.
    private async Task WriteErrorsAsync()
    {
        var errors = Directory.GetFiles(folder.Output, "*.log")
            .SelectMany(File.ReadLines)
            .Select(OutputLine.TryParse)
            .OfType<OutputLine>()
            .GroupBy(line => line)
            .OrderByDescending(group => group.Count());
        foreach (var error in errors)
        {
            await output.WriteLineAsync($"logged {error.Count()} × {error.Key.Level} {error.Key.Source}");
        }
    }
}

/// <summary>A line that the console logger of a process printed.</summary>
internal sealed record OutputLine(string Level, string Source)
{
    public static OutputLine? TryParse(string line)
    {
        var words = line.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        return words is [_, "fail:" or "crit:" or "warn:", var source, ..] ? new OutputLine(words[1].TrimEnd(':'), source)
            : line.StartsWith("Unhandled exception", StringComparison.Ordinal) ? new OutputLine("crash", line)
            : null;
    }
}
