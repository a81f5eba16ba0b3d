using System.Runtime.CompilerServices;

namespace Runnel.Tests.Architecture;

/// <summary>The files of src/Runtime, beside which these tests were built.</summary>
internal static class RuntimeSource
{
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder(), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))];

    /// <summary>The folder of src/Runtime that a file is in.</summary>
    public static string FolderOf(string file) => Path.GetRelativePath(Folder(), file).Split(Path.DirectorySeparatorChar)[0];

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Runtime"));
}
