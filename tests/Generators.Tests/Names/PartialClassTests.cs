using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Names;

/// <summary>A class in several files is one task, whatever stands in which of them.</summary>
public sealed class PartialClassTests
{
    [Fact]
    public void AttributeInOneFileMethodInAnother_IsOneTask()
    {
        var project = UserProject.Of(
            "public partial class T(string text) { }",
            """[Runnel.Task("t")] public partial class T { }""",
            "public partial class T { public string Run(S streams) => text; }",
            "[Runnel.Streams] public partial record S { public int Extra => 1; }",
            "public partial record S(Runnel.TaskStream<int> Numbers);",
            "[Runnel.TaskModule] public static partial class M;",
            "public static partial class M { public static int Extra => 1; }").Generate().AssertCompiles();

        Assert.Equal(
            ["M.Module.g.cs", "Runnel.AddTasks.g.cs", "S.Streams.g.cs", "T.Definition.g.cs", "T.StreamPart.g.cs", "T.TaskClient.g.cs"],
            project.Sources.Keys.Where(name => !name.StartsWith("Microsoft", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("""streams.Open<int>("numbers")""", project.Sources["S.Streams.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void AttributesOfDifferentKinds_ShareAClass() => UserProject.Of(
        "using Runnel; public static partial class Outer { [TaskModule] public static partial class M; }",
        """using Runnel; public static partial class Outer { [Task("t")] public partial class T { public void Run() { } } [Streams] public partial record S(); }""").Generate().AssertCompiles();

    [Fact]
    public void SameAttributeOnTwoParts_IsEmittedOnce()
    {
        var project = UserProject.Of("[Runnel.Streams] public partial record S(Runnel.TaskStream<int> A);", "[Runnel.Streams] public partial record S;").Generate();

        Assert.Equal(["CS0579"], project.ErrorIds);
        Assert.Single(project.Sources.Keys, "S.Streams.g.cs");
    }
}
