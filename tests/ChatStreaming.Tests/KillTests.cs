using System.Diagnostics;
using System.Globalization;
using ChatStreaming.Kill;

namespace ChatStreaming.Tests;

/// <summary>Real processes, really killed, at other places and in other ways.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task AnAnswerWithoutTools_SurvivesAsWell()
    {
        using var deadline = Deadline.Start();
        using var sample = SampleProcess.Start(deadline.Token, "--kill", "Why", "do", "cats", "purr?");

        var (exitCode, error) = await sample.EndAsync();

        // The step in whose middle the worker died is asked for again, and is none that was finished.
        Assert.True(exitCode == 0, string.Join('\n', sample.Lines) + "\n" + error);
        Assert.Contains("attempt 1 0 model steps finished, 40 tokens", sample.Lines);
        Assert.Equal("tokens lost 0, model steps repeated 0, tools run twice 0", sample.Lines[^1]);
    }

    [Fact]
    public async Task AnAnswerThatIsTooShortToBeCut_IsNoSuccess()
    {
        using var deadline = Deadline.Start();
        using var sample = SampleProcess.Start(deadline.Token, "--kill", "?");

        var (exitCode, _) = await sample.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("failed    the answer ended before its token 40", sample.Lines[^1], StringComparison.Ordinal);
        Assert.Empty(sample.Databases);
    }

    [Fact]
    public async Task AWorkerThatEndsByItself_IsReported()
    {
        using var deadline = Deadline.Start();
        using var sample = SampleProcess.Start(deadline.Token, "--kill");
        var worker = ProcessIn(await sample.LineAsync("worker "));

        using (var process = Process.GetProcessById(worker))
        {
            process.Kill();
        }

        var (exitCode, _) = await sample.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"failed    the worker (process {worker}) ended by itself", sample.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorker_DoesNotOutliveTheSample()
    {
        using var deadline = Deadline.Start();
        using var sample = SampleProcess.Start(deadline.Token, "--kill");
        await sample.LineAsync("model ");

        sample.Kill();

        // The worker has the same output; while it lives there is no end to it.
        await sample.EndAsync();
    }

    [Fact]
    public async Task AWorker_EndsWhenItsInputCloses()
    {
        using var deadline = Deadline.Start();
        using var database = new TemporaryDatabase();
        using var sample = SampleProcess.Start(deadline.Token, WorkerProcess.Role, database.Path);

        sample.CloseInput();

        Assert.Equal((0, ""), await sample.EndAsync());
    }

    private static int ProcessIn(string line) => int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
}
