using System.IO.Compression;
using System.Xml.Linq;

namespace Runnel.Package.Tests;

/// <summary>What is in the package, and what is not.</summary>
public sealed class PackageContentTests(PackedRunnel runnel)
{
    [Fact]
    public void Package_CarriesRuntimeWithDocumentation_CompilerExtensions_AndReadme()
    {
        using var package = ZipFile.OpenRead(runnel.PackagePath);
        string[] ofThePackageFormat = ["_rels/", "package/", "[Content_Types].xml", "Runnel.nuspec"];
        var files = package.Entries.Select(entry => entry.FullName).Where(file => !ofThePackageFormat.Any(file.StartsWith));
        string[] expected = ["README.md", .. CompilerExtensions(), "analyzers/dotnet/cs/Cronos.dll", "buildTransitive/Runnel.props", "lib/net10.0/Runnel.dll", "lib/net10.0/Runnel.xml"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_DependsOnAbstractions_AndTheReaderOfCronExpressions()
    {
        string[] expected =
        [
            "Cronos",
            "Microsoft.Extensions.AI.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions",
        ];
        var dependencies = Manifest().Descendants().Where(element => element.Name.LocalName == "dependency");
        Assert.Equal(expected, dependencies.Select(dependency => dependency.Attribute("id")?.Value));
    }

    [Fact]
    public void Package_NamesItsLicenceAndReadme()
    {
        var metadata = Manifest().Root!.Elements().Single().Elements().ToLookup(element => element.Name.LocalName);
        Assert.Equal("Runnel", Assert.Single(metadata["id"]).Value);
        Assert.Equal("MIT", Assert.Single(metadata["license"]).Value);
        Assert.Equal("expression", Assert.Single(metadata["license"]).Attribute("type")?.Value);
        Assert.Equal("README.md", Assert.Single(metadata["readme"]).Value);
    }

    /// <summary>Every project of src/Generators, src/Analyzers and src/CodeFixes goes into the package; Cronos beside them, which an analyzer needs.</summary>
    private IEnumerable<string> CompilerExtensions() =>
        from folder in (string[])["Generators", "Analyzers", "CodeFixes"]
        let path = Path.Combine(runnel.Root, "src", folder)
        where Directory.Exists(path)
        from project in Directory.EnumerateFiles(path, "*.csproj", SearchOption.AllDirectories)
        select $"analyzers/dotnet/cs/{Path.GetFileNameWithoutExtension(project)}.dll";

    private XDocument Manifest()
    {
        using var package = ZipFile.OpenRead(runnel.PackagePath);
        using var manifest = package.GetEntry("Runnel.nuspec")!.Open();
        return XDocument.Load(manifest);
    }
}
