using System.Diagnostics;
using System.Globalization;
using ChatStreaming.Kill;

namespace ChatStreaming.Tests;

/// <summary>Real processes, really killed.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task AWorkerKilledInMidAnswer_CostsNoToken()
    {
        using var deadline = Deadline.Start();
        using var sample = SampleProcess.Start(deadline.Token, "--kill", "Why", "do", "cats", "purr?");

        var (exitCode, error) = await sample.EndAsync();

        var output = string.Join('\n', sample.Lines) + "\n" + error;
        Assert.True(exitCode == 0, output);
        Assert.Equal("tokens lost 0", sample.Lines[^1]);
        var workers = sample.Lines.Where(line => line.StartsWith("worker ", StringComparison.Ordinal)).Select(ProcessIn).ToList();
        Assert.Equal(2, workers.Count);
        Assert.Contains(sample.Lines, line => line.StartsWith($"killed    process {workers[0]} with SIGKILL, in the middle of attempt ", StringComparison.Ordinal));
        Assert.Contains(sample.Lines, line => line.StartsWith($"takeover  by process {workers[1]} after ", StringComparison.Ordinal));
        Assert.Contains("model     (stream superseded)", sample.Lines);
        Assert.Contains("model     (stream completed)", sample.Lines);
        Assert.Empty(sample.Databases);
    }

    [Fact]
    public async Task AnAnswerThatIsTooShortToBeCut_IsNoSuccess()
    {
        using var deadline = Deadline.Start();
        using var sample = SampleProcess.Start(deadline.Token, "--kill", "?");

        var (exitCode, _) = await sample.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("failed    the answer ended before its token 20", sample.Lines[^1], StringComparison.Ordinal);
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
