using System.Diagnostics;
using System.Runtime.InteropServices;
using Runnel.Crash.Roles;

namespace Runnel.Crash.Controller;

/// <summary>A process of the campaign: this program in another role. It ends when it is killed, when its input ends, and so when the controller dies.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process process;
    private readonly StreamWriter output;
    private volatile bool isDisposed;

    private ChildProcess(RoleOptions role, Process process, StreamWriter output) => (Role, Id, this.process, this.output) = (role, process.Id, process, output);

    public RoleOptions Role { get; }

    public int Id { get; }

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    public static ChildProcess Start(RoleOptions role)
    {
        var start = new ProcessStartInfo(Muxer())
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["exec", typeof(ChildProcess).Assembly.Location, .. role.ToArguments()])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)
            ?? throw new InvalidOperationException($"{role.Name} could not be started as '{start.FileName} {string.Join(' ', start.ArgumentList)}'.");
        var output = new StreamWriter(OutputPath(role), append: true) { AutoFlush = true };
        var child = new ChildProcess(role, process, output);
        process.OutputDataReceived += (_, line) => child.Print(line.Data);
        process.ErrorDataReceived += (_, line) => child.Print(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    public static string OutputPath(RoleOptions role) => Path.Combine(role.Folder.Output, role.Name + ".log");

    /// <summary>SIGKILL, where there are signals.</summary>
    public void Kill() => process.Kill();

    /// <summary>Holds the process where it stands, for a while; it may be killed meanwhile.</summary>
    public async Task PauseAsync(TimeSpan time)
    {
        if (OperatingSystem.IsLinux() && !process.HasExited)
        {
            var id = process.Id;
            PauseSignals.Pause(id);
            await Task.Delay(time);
            if (!isDisposed && !process.HasExited)
            {
                PauseSignals.Resume(id);
            }
        }
    }

    /// <summary>Lets the process stop by itself.</summary>
    public void AskToStop() => process.StandardInput.Close();

    /// <summary>Waits for the process's end, and for what it has printed.</summary>
    public Task WaitAsync(CancellationToken cancellationToken = default) => process.WaitForExitAsync(cancellationToken);

    public void Dispose()
    {
        isDisposed = true;
        process.Dispose();
        lock (output)
        {
            output.Dispose();
        }
    }

    private void Print(string? line)
    {
        lock (output)
        {
            if (line is not null && output.BaseStream is { CanWrite: true })
            {
                output.WriteLine(line);
            }
        }
    }

    // The host of a test run has a launcher of its own: the one that belongs to the runtime starts any program.
    private static string Muxer() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
