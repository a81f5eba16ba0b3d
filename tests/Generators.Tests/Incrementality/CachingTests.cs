using Microsoft.CodeAnalysis;
using Runnel.Generators.Tests.Golden;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Incrementality;

public sealed class CachingTests
{
    [Theory]
    [InlineData("namespace MyApp;", "namespace MyApp; // a comment\n")]
    [InlineData("prompt.Text + \" from \"", "prompt.Text + \" of \"")]
    [InlineData("public string Name => \"model\";", "public string Name => \"model\"; public int Size => 1;")]
    public void EditThatChangesNoDeclaration_ReemitsNothing(string old, string replacement)
    {
        var session = new GeneratorSession(UserProject.Of(GoldenSources.Tasks));
        session.Generate();

        var again = session.Edit(old, replacement).Generate();

        Assert.All(again.OutputReasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.NotEmpty(again.OutputReasons);
    }

    [Fact]
    public void UnrelatedFile_ReemitsNothing()
    {
        var session = new GeneratorSession(UserProject.Of(GoldenSources.Tasks));
        session.Generate();

        var again = session.Add("class Unrelated;").Generate();

        Assert.All(again.OutputReasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void ChangedShapeOfOneTask_DoesNotReemitTheModule()
    {
        var session = new GeneratorSession(UserProject.Of(GoldenSources.Tasks));
        session.Generate();

        var again = session.Edit("int days = 3", "int days = 4").Generate();

        Assert.All(again.Reasons(TrackingNames.AddTasks), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Single(again.Reasons(TrackingNames.Tasks), IncrementalStepRunReason.Modified);
        Assert.Single(again.OutputReasons, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void EveryStage_HasATrackingName()
    {
        var project = UserProject.Of(GoldenSources.Tasks).Generate();

        Assert.All(TrackingNames.All, name => Assert.NotEmpty(project.Reasons(name)));
    }
}
