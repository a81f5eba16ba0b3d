using System.Diagnostics;

namespace Runnel.Benchmarks.Suites.Sqlite.Latency;

/// <summary>Beats a hundred times a second, on a thread that sleeps in between: it waits for nobody and takes nobody's processor.</summary>
internal static class Pacer
{
    private static readonly long Period = Stopwatch.Frequency / 100;

    public static Task RunAsync(int beats, Action beat)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Run(beats, beat);
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        thread.IsBackground = true;
        thread.Name = "pacer";
        thread.Start();
        return done.Task;
    }

    // A beat that comes late, because others had the processor, does not draw the next ones nearer.
    private static void Run(int beats, Action beat)
    {
        var due = Stopwatch.GetTimestamp();
        for (var count = 0; count < beats; count++)
        {
            beat();
            due = Math.Max(due + Period, Stopwatch.GetTimestamp() + Period / 2);
            while (due - Stopwatch.GetTimestamp() is var left and > 0)
            {
                Thread.Sleep((int)(left * 1000 / Stopwatch.Frequency) + 1);
            }
        }
    }
}
