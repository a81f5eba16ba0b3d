using Runnel.Package.Tests;

[assembly: AssemblyFixture(typeof(PackedRunnel))]

// One build after the other: each of them takes all the cores that there are.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]

namespace Runnel.Package.Tests;

/// <summary>
/// Packs Runnel and its store once, as they would be published, under a version that no cache can know, into a folder that serves as a package
/// source. Nothing is built in the repository's own artifacts, which the run of these tests may be using.
/// </summary>
public sealed class PackedRunnel : IAsyncLifetime
{
    private readonly string packages;
    private int consumers;

    public PackedRunnel()
    {
        Root = FindRoot();
        packages = Path.Combine(Root, "artifacts", "package-tests", "packages");
        Directory = System.IO.Directory.CreateTempSubdirectory("runnel-package-").FullName;
    }

    /// <summary>The repository.</summary>
    public string Root { get; }

    /// <summary>Everything of this test run; outside the repository, gone at the end.</summary>
    public string Directory { get; }

    public string Source => Path.Combine(Directory, "source");

    public string Version { get; } = $"0.0.0-test{DateTime.UtcNow:yyyyMMddHHmmss}x{Environment.ProcessId}";

    public string PackagePath => Path.Combine(Source, $"Runnel.{Version}.nupkg");

    public async ValueTask InitializeAsync()
    {
        await PackAsync("src", "Runtime", "Runnel.csproj");
        await PackAsync("src", "Extensions", "Sqlite", "Runnel.Sqlite.csproj");
        await PackAsync("src", "Extensions", "OpenAI", "Runnel.OpenAI.csproj");
        await PackAsync("src", "Extensions", "Testing", "Runnel.Testing.csproj");
    }

    /// <summary>Copies a consumer's sources out of the repository, where none of its settings reach them.</summary>
    internal Consumer Consumer(string name)
    {
        var directory = Path.Combine(Directory, $"consumer{++consumers}");
        return Package.Tests.Consumer.Create(Path.Combine(Root, "tests", "Package", "Consumers", name), directory, this, packages);
    }

    /// <summary>Builds a project of the repository with what the packages were made of.</summary>
    internal Task<CommandResult> BuildAsync(string[] project, params string[] arguments) => DotnetAsync(["build", Path.Combine(project), .. arguments]);

    public ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        foreach (var package in (string[])["runnel", "runnel.sqlite", "runnel.openai", "runnel.testing"])
        {
            var cached = Path.Combine(packages, package, Version);
            if (System.IO.Directory.Exists(cached))
            {
                System.IO.Directory.Delete(cached, recursive: true);
            }
        }

        return ValueTask.CompletedTask;
    }

    private async Task PackAsync(params string[] project) =>
        (await DotnetAsync(["pack", Path.Combine(project), "--output", Source])).ThrowOnError();

    private Task<CommandResult> DotnetAsync(string[] arguments) => CommandLine.RunAsync(
        CommandLine.Dotnet,
        [
            .. arguments, "--configuration", "Release", "--disable-build-servers",
            $"-p:Version={Version}", $"-p:ArtifactsPath={Path.Combine(Directory, "artifacts")}",
        ],
        Root);

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Runnel.slnx")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("There is no Runnel.slnx above these tests.");
    }
}
