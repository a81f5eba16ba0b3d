using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Runnel;
using Part = Proseware.Scans.ScanHost.StreamPart;

namespace Proseware.Scans;

public sealed record Target(string Host, int FromPort = 1, int ToPort = 1024);

public sealed record OpenPort(int Number, string? Banner);

public sealed record ScanSummary(string Host, int Open);

[Streams]
public sealed partial record ScanStreams(TaskStream<OpenPort> Ports);

public interface IScanner
{
    IAsyncEnumerable<OpenPort> ScanAsync(string host, Range ports, CancellationToken cancellationToken);
}

[Task("scan-host", Queue = "scans")]
public sealed partial class ScanHost(IScanner scanner)
{
    public async Task<ScanSummary> RunAsync(Target target, ScanStreams streams, CancellationToken cancellationToken)
    {
        var open = streams.Ports.Pipe(scanner.ScanAsync(target.Host, target.FromPort..target.ToPort, cancellationToken));
        return new ScanSummary(target.Host, await open.CountAsync(cancellationToken));
    }
}

/// <summary>All hosts of a scan in one table, filled as their runs go on.</summary>
public class Dashboard(ScanHost.TaskClient scans) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private readonly Dictionary<string, Row> rows = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<string> Hosts { get; set; } = [];

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        var batch = await scans.BatchTriggerAsync(Hosts.Select(host => new BatchItem<Target>(new Target(host))), leaving.Token);
        foreach (var (run, host) in batch.Runs.Zip(Hosts))
        {
            rows[run.Id] = new Row(host, RunStatus.Queued, []);
        }

        await foreach (var part in batch.SubscribeAsync(leaving.Token))
        {
            if (part.Cursor.RunId is { } runId && rows.TryGetValue(runId, out var row))
            {
                rows[runId] = Next(row, part);
                await InvokeAsync(StateHasChanged);
            }
        }
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var row in rows.Values.OrderBy(row => row.Host, StringComparer.OrdinalIgnoreCase))
        {
            builder.AddContent(0, $"{row.Host}: {row.Status} {string.Join(", ", row.Ports)}");
        }
    }

    private static Row Next(Row row, Part part) => part switch
    {
        Part.Run(var run) => row with { Status = run.Status },
        Part.Ports((var number, null)) => row with { Ports = [.. row.Ports, $"{number}"] },
        Part.Ports((var number, var banner)) => row with { Ports = [.. row.Ports, $"{number} ({banner})"] },
        Part.StreamEnded { Reason: StreamEndReason.Superseded } => row with { Ports = [] },
        Part.StreamEnded { Error.Message: var message } => row with { Ports = [.. row.Ports, message] },
        _ => row,
    };

    private sealed record Row(string Host, RunStatus Status, IReadOnlyList<string> Ports);
}
