using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runnel.Testing.Simulation;

namespace Runnel.Testing;

/// <summary>Tells where a host stands, for the message of a test that fails.</summary>
internal sealed class HostReport(IServiceProvider services, RecordedLogs logs)
{
    private const int MaxRuns = 20;

    public async Task<TimeoutException> HasNotCompletedAsync(string when, VirtualTime time, TimeSpan from)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"What was waited for has not completed {when}. ");
        text.Append(CultureInfo.InvariantCulture, $"The clock has moved by {time.Elapsed - from} and reads {time.GetUtcNow():O}");
        text.AppendLine(time.NextDueIn is { } next
            ? $"; the next timer is due in {next}."
            : "; no timer is set. Something may wait for the test, for another clock than the host's Time, or for something outside of the host.");
        foreach (var run in await services.GetRequiredService<IRunnelClient>().ListAsync(new RunQuery { Limit = MaxRuns }))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Run '{run.Id}' of task '{run.TaskId}': {run.Status}, attempt {run.Attempt}.");
        }

        return new TimeoutException(text.Append(logs).ToString().TrimEnd());
    }
}

internal static partial class HostLog
{
    [LoggerMessage(LogLevel.Error, "The host did not stop as it should.")]
    public static partial void LogDisposalFailed(this ILogger logger, Exception exception);
}
