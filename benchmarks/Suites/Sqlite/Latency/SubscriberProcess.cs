using System.Diagnostics;
using System.Globalization;

namespace Runnel.Benchmarks.Suites.Sqlite.Latency;

/// <summary>This program once more, as another process that subscribes. It lives through all laps, so that it is warm when they count.</summary>
internal sealed class SubscriberProcess : IAsyncDisposable
{
    private readonly Process process;

    private SubscriberProcess(Process process) => this.process = process;

    public static SubscriberProcess Start(string runs, string rows)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] self = isHost ? [Environment.GetCommandLineArgs()[0]] : [];
        return new SubscriberProcess(Process.Start(new ProcessStartInfo(program, [.. self, SubscriberRole.Name, runs, rows])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
    }

    /// <summary>Has it follow something; returns when it stands at the live end.</summary>
    public async Task FollowAsync(string command)
    {
        await process.StandardInput.WriteLineAsync(command);
        await process.StandardInput.FlushAsync();
        if (await ReadAsync() is var answer and not SubscriberRole.Live)
        {
            throw new InvalidOperationException($"The subscriber answered '{answer}'.");
        }
    }

    /// <summary>How old each chunk was when it came.</summary>
    public async Task<IEnumerable<long>> AgesAsync() => (await ReadAsync()).Split(' ').Select(age => long.Parse(age, CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<string> ReadAsync() =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The subscriber has ended; see what it wrote to stderr.");
}
