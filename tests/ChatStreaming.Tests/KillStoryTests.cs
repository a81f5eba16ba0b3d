namespace ChatStreaming.Tests;

/// <summary>A worker is killed when the model has called its tools and is in the middle of its answer; another takes over.</summary>
public sealed class KillStoryTests(KillStoryRun run) : IClassFixture<KillStoryRun>
{
    [Fact]
    public void NothingIsLost_AndNothingIsDoneTwice()
    {
        Assert.Equal("tokens lost 0, model steps repeated 0, tools run twice 0", run.Lines[^1]);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void NoTokenIsLost() =>
        Assert.True(run.Lines[^1].StartsWith("tokens lost 0, model steps repeated ", StringComparison.Ordinal), run.Output);

    [Fact]
    public void TheWorker_IsKilledWithTwoStepsBehindIt_InTheMiddleOfTheThird()
    {
        Assert.Contains("attempt 1 2 model steps finished, 40 tokens", run.Lines);
        Assert.Contains("openai    (stream superseded)", run.Lines);
        Assert.Contains("openai    (stream completed)", run.Lines);
        Assert.Single(run.Lines, line => line.StartsWith("attempt 2 3 model steps finished, ", StringComparison.Ordinal));
    }

    [Fact]
    public void AnotherProcess_TakesOver()
    {
        var workers = run.Lines.Where(line => line.StartsWith("worker ", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]).ToList();

        Assert.Equal(2, workers.Count);
        Assert.Contains($"killed    process {workers[0]} with SIGKILL, in the middle of attempt 1", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith($"takeover  by process {workers[1]} after ", StringComparison.Ordinal));
    }

    [Fact]
    public void TheTree_HasEachToolTaskOnce()
    {
        Assert.Single(run.Lines, line => line.StartsWith("chat ", StringComparison.Ordinal) && line.Contains("completed  attempt 2", StringComparison.Ordinal));
        var tools = run.Lines.Where(line => line.Contains("─ get-weather ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, tools.Count);
        Assert.All(tools, line => Assert.Contains("completed  attempt 1", line, StringComparison.Ordinal));
    }

    [Fact]
    public void NoFile_IsLeftBehind() => Assert.Empty(run.Databases);
}
