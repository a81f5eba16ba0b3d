namespace ChatStreaming.Tests;

/// <summary>Makes what would wait for ever fail instead.</summary>
internal static class Deadline
{
    public static CancellationTokenSource Start()
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        return deadline;
    }
}
