using System.Diagnostics;

namespace Runnel.Sqlite.Tests.Harness;

/// <summary>Runs a command of the system.</summary>
internal static class Shell
{
    public static void Run(string command)
    {
        var (code, output) = Try(command);
        Assert.True(code == 0, $"{command}\n{output}");
    }

    public static (int Code, string Output) Try(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
