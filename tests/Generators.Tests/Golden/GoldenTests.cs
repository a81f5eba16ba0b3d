using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Golden;

public sealed class GoldenTests
{
    [Fact]
    public void GoldenExample_CompilesWithoutADiagnostic() => UserProject.Of(GoldenSources.Tasks, GoldenSources.Host).Generate().AssertCompiles();

    [Fact]
    public void GoldenExample_CompilesInAnOldAndPlainProject() => new UserProject
    {
        Sources = ["using System; using System.Threading; using System.Threading.Tasks;" + GoldenSources.Tasks.Replace("TimeProvider?", "TimeProvider", StringComparison.Ordinal)],
        HasImplicitUsings = false,
        Nullable = Microsoft.CodeAnalysis.NullableContextOptions.Disable,
        LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12,
    }.Generate().AssertCompiles();

    [Fact]
    public async Task GoldenExample_StreamsAndReturns()
    {
        using var project = UserProject.Of(GoldenSources.Tasks, GoldenSources.Host).Generate().Load();

        Assert.Equal(
            "token coat?; fetched met.no; end of tokens; end of page; coat? from model",
            await project.InvokeAsync<string>("MyApp.Demo", "ChatAsync"));
    }

    [Fact]
    public async Task GoldenExample_TakesArgumentsAndTheirDefaults()
    {
        using var project = UserProject.Of(GoldenSources.Tasks, GoldenSources.Host).Generate().Load();

        Assert.Equal(
            "Weather { Location = Oslo, Days = 3 } Weather { Location = Bergen, Days = 7 }",
            await project.InvokeAsync<string>("MyApp.Demo", "ForecastAsync"));
    }

    [Fact]
    public void ProjectWithoutTasks_HasAnEmptyModule() =>
        UserProject.Of("using Runnel; static class Host { static void Configure(RunnelBuilder runnel) => runnel.AddTasks(); }").Generate().AssertCompiles();

    [Fact]
    public void ProjectWithoutRunnel_GetsNothing()
    {
        var project = new UserProject
        {
            Sources = ["class Plain;"],
            References = [.. UserProject.FrameworkReferences.Where(reference => Path.GetFileName(reference.Display) != "Runnel.dll")],
        }.Generate().AssertCompiles();

        Assert.DoesNotContain("Runnel.AddTasks.g.cs", project.Sources.Keys);
    }
}
