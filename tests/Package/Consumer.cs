namespace Runnel.Package.Tests;

/// <summary>A project outside the repository that knows Runnel only as a package.</summary>
internal sealed class Consumer
{
    private readonly string directory;
    private readonly string packages;
    private readonly string version;

    private Consumer(string directory, string packages, string version) =>
        (this.directory, this.packages, this.version) = (directory, packages, version);

    /// <summary>What its run is to print.</summary>
    public IReadOnlyList<string> ExpectedLines => CommandResult.LinesOf(File.ReadAllText(Path.Combine(directory, "expected.txt")));

    public static Consumer Create(string sources, string directory, PackedRunnel runnel, string packages)
    {
        Copy(sources, directory);
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            File.WriteAllText(Path.Combine(directory, file), "<Project />\n");
        }

        File.WriteAllText(
            Path.Combine(directory, "nuget.config"),
            $"""
            <configuration>
              <packageSources>
                <add key="packed-runnel" value="{runnel.Source}" />
              </packageSources>
            </configuration>

            """);
        return new Consumer(directory, packages, runnel.Version);
    }

    /// <summary>Adds a source file.</summary>
    public void Add(string file, string text) => File.WriteAllText(Path.Combine(directory, file), text);

    /// <summary>Builds a project with the SDK's own compiler; a warning is an error, unless the arguments say otherwise.</summary>
    public Task<CommandResult> BuildAsync(string project, params string[] arguments) => DotnetAsync("build", project, arguments);

    /// <summary>Builds a project and runs it.</summary>
    public async Task<CommandResult> BuildAndRunAsync(string project)
    {
        var output = Path.Combine(directory, "output");
        (await DotnetAsync("build", project, "--output", output)).ThrowOnError();
        return await RunAsync(CommandLine.Dotnet, Path.Combine(output, Path.ChangeExtension(Path.GetFileName(project), ".dll")));
    }

    /// <summary>Publishes a project and runs its executable.</summary>
    public async Task<CommandResult> PublishAndRunAsync(string project)
    {
        var output = Path.Combine(directory, "output");
        (await DotnetAsync("publish", project, "--output", output)).ThrowOnError();
        var extension = OperatingSystem.IsWindows() ? ".exe" : "";
        return await RunAsync(Path.Combine(output, Path.GetFileNameWithoutExtension(project) + extension));
    }

    private Task<CommandResult> RunAsync(string fileName, params string[] arguments) =>
        CommandLine.RunAsync(fileName, arguments, directory);

    private Task<CommandResult> DotnetAsync(string verb, string project, params string[] arguments) => CommandLine.RunAsync(
        CommandLine.Dotnet,
        [
            verb, project, "--configuration", "Release", "--disable-build-servers", "-warnaserror", "-p:NuGetAudit=false",
            $"-p:RunnelVersion={version}", .. arguments,
        ],
        directory,
        new Dictionary<string, string> { ["NUGET_PACKAGES"] = packages });

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
