using System.ClientModel.Primitives;

namespace Runnel.OpenAI.Tests.Harness;

/// <summary>The package's own policy, which tells how long it would wait, and does not.</summary>
internal sealed class RecordedRetries : ClientRetryPolicy
{
    public List<TimeSpan> Waits { get; } = [];

    protected override Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Waits.Add(time);
        return Task.CompletedTask;
    }
}
