using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Runnel.Benchmarks.Reporting;

/// <summary>What the figures were seen on; nothing that names the machine.</summary>
internal static class Machine
{
    public static string Describe() => string.Join(
        " · ",
        new[]
        {
            $"{Environment.ProcessorCount} cores",
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}".Trim(),
            $".NET {Environment.Version}",
            GCSettings.IsServerGC ? "server GC" : "workstation GC",
            Load(),
        }.OfType<string>());

    // What others do on the machine at the same time; 0 is an idle one.
    private static string? Load() =>
        File.Exists("/proc/loadavg") && double.TryParse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture, out var load)
            ? string.Create(CultureInfo.InvariantCulture, $"load {load:0.0} before")
            : null;
}
