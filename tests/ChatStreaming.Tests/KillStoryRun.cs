namespace ChatStreaming.Tests;

/// <summary>One telling of the kill story, with the sample's own prompt, in real processes.</summary>
public sealed class KillStoryRun : IAsyncLifetime
{
    /// <summary>What it said.</summary>
    public IReadOnlyList<string> Lines { get; private set; } = [];

    /// <summary>All of it, for messages.</summary>
    public string Output { get; private set; } = "";

    public int ExitCode { get; private set; }

    /// <summary>The databases that it left behind.</summary>
    public IReadOnlyList<string> Databases { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        using var deadline = Deadline.Start();
        using var sample = SampleProcess.Start(deadline.Token, "--kill");
        (ExitCode, var error) = await sample.EndAsync();
        Lines = [.. sample.Lines];
        Output = string.Join('\n', Lines) + "\n" + error;
        Databases = [.. sample.Databases];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
