using System.Text.Json.Serialization;
using Imaging.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Imaging.Contracts.ReadScan.StreamPart;

namespace Imaging.Ward;

internal sealed record WardReport(string Patient, Diagnosis? Diagnosis, Dictionary<int, double> Shares);

[JsonSerializable(typeof(Scan))]
[JsonSerializable(typeof(Diagnosis))]
[JsonSerializable(typeof(WardReport))]
[JsonSerializable(typeof(Region))]
internal sealed partial class WardJson : JsonSerializerContext;

[Task("report-ward")]
internal sealed partial class ReportWard(ReadScan.TaskClient scans, ILogger<ReportWard> logger)
{
    public async Task<WardReport> RunAsync(Scan scan, TaskContext context, CancellationToken cancellationToken)
    {
        var shares = new Dictionary<int, double>();
        Diagnosis? diagnosis = null;
        await foreach (var part in scans.TriggerAndSubscribeAsync(scan, new TriggerOptions { IdempotencyKey = context.RunId }, cancellationToken))
        {
            switch (part)
            {
                case Part.Regions((var depth, > 0.5 and var share)):
                    shares[depth] = share;
                    break;
                case Part.Regions:
                    continue;
                case Part.Notes(var note) when note.StartsWith("warning", StringComparison.OrdinalIgnoreCase):
                    logger.LogWarning("{Note}", note);
                    goto case null;
                case Part.Notes(var note):
                    logger.LogInformation("{Note}", note);
                    break;
                case Part.StreamEnded { Reason: StreamEndReason.Superseded, Key: "regions" }:
                    shares.Clear();
                    break;
                case Part.Run({ Output: { } output }):
                    diagnosis = output;
                    break;
                case null:
                    context.Metadata.Set("warned", true);
                    break;
            }
        }

        return new WardReport(scan.Patient, diagnosis, shares);
    }
}

public static class Program
{
    public static async Task Main(string[] args)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = args });
        builder.Services.AddRunnel(runnel => runnel.AddJson(WardJson.Default).AddTasks());
        using var host = builder.Build();
        await host.RunAsync();
    }
}
