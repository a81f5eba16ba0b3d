using System.Diagnostics;

namespace Runnel.Package.Tests;

/// <summary>Runs a command to its end and keeps what it said.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The SDK that runs these tests.</summary>
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    public static async Task<CommandResult> RunAsync(
        string fileName, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A build must not inherit the MSBuild that runs these tests.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new CommandResult($"{fileName} {string.Join(' ', start.ArgumentList)}", process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{fileName} {string.Join(' ', start.ArgumentList)} did not end within {Patience}.");
        }
    }
}

internal sealed record CommandResult(string Command, int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => LinesOf(Output);

    /// <summary>What a build says of rules, each thing once.</summary>
    public IReadOnlyList<string> Rules => [.. Lines.Where(line => line.Contains("RNL", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct().Order(StringComparer.Ordinal)];

    public CommandResult ThrowOnError() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"{Command}\nended with exit code {ExitCode}:\n{Output}\n{Error}");

    public static IReadOnlyList<string> LinesOf(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
