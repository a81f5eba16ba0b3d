using System.Diagnostics;

namespace ChatStreaming.Tests;

/// <summary>The built sample in a process of its own, with a folder of its own for what is temporary.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sample-process-");
    private readonly Process process;
    private readonly Task<string> error;
    private readonly CancellationToken deadline;
    private readonly List<string> lines = [];

    private SampleProcess(string[] arguments, Dictionary<string, string> variables, CancellationToken deadline)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var key in (string[])["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OFFLINE_CALLS"])
        {
            start.Environment.Remove(key);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        foreach (var name in (string[])["TMPDIR", "TMP", "TEMP"])
        {
            start.Environment[name] = folder.FullName;
        }

        this.deadline = deadline;
        process = Process.Start(start)!;
        error = process.StandardError.ReadToEndAsync(deadline);
    }

    /// <summary>What it has said so far.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>The databases that it has not deleted.</summary>
    public IEnumerable<string> Databases => folder.EnumerateDirectories("runnel-chat-*").Select(database => database.Name);

    public static SampleProcess Start(CancellationToken deadline, params string[] arguments) => new(arguments, [], deadline);

    /// <summary>Starts it with environment variables of its own.</summary>
    public static SampleProcess Start(CancellationToken deadline, string[] arguments, Dictionary<string, string> variables) =>
        new(arguments, variables, deadline);

    /// <summary>Reads on to a line that begins so.</summary>
    public async Task<string> LineAsync(string beginning)
    {
        while (await process.StandardOutput.ReadLineAsync(deadline) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"No line begins with '{beginning}':\n{string.Join('\n', lines)}\n{await error}");
    }

    /// <summary>Reads to the end of its output, which comes when it and all that it started have ended.</summary>
    /// <returns>The exit code, and what it wrote to standard error.</returns>
    public async Task<(int ExitCode, string Error)> EndAsync()
    {
        while (await process.StandardOutput.ReadLineAsync(deadline) is { } line)
        {
            lines.Add(line);
        }

        await process.WaitForExitAsync(deadline);
        return (process.ExitCode, await error);
    }

    public void Kill() => process.Kill();

    public void CloseInput() => process.StandardInput.Close();

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        folder.Delete(recursive: true);
    }
}
