using Runnel.Generators.Tests.Harness;
using Runnel.Generators.Tests.Incrementality;

namespace Runnel.Generators.Tests.Names;

/// <summary>The order in which the compiler is given files says nothing about what is emitted.</summary>
public sealed class FileOrderTests
{
    [Fact]
    public void AnyOrderOfFiles_GivesTheSameSources()
    {
        var expected = UserProject.Of(Sources).Generate().Sources;

        for (var seed = 0; seed < 20; seed++)
        {
            var sources = Sources;
            new Random(seed).Shuffle(sources);
            var actual = UserProject.Of(sources).Generate().Sources;

            Assert.True(expected.Count == actual.Count && expected.All(source => actual[source.Key] == source.Value), $"seed {seed}");
        }
    }

    [Fact]
    public void SameFiles_GiveTheSameSourcesInTheSameOrder() =>
        Assert.Equal(UserProject.Of(Sources).Generate().Texts.Keys, UserProject.Of(Sources).Generate().Texts.Keys);

    private static string[] Sources =>
    [
        .. EditedProject.Sources,
        "public partial class Parted { public string Run(PartedStreams streams, int a = 1) => text; }",
        """[Runnel.Task("parted")] public partial class Parted;""",
        "public partial class Parted(string text);",
        "[Runnel.Streams] public partial record PartedStreams(Runnel.TaskStream<int> One, Runnel.TaskStream<string> Two);",
        "public partial record PartedStreams { public int Extra => 1; }",
        """[Runnel.Task("A")] public partial class A { public void Run() { } } [Runnel.Task("a")] public partial class B { public void Run() { } }""",
        """namespace X { [Runnel.Task("x")] public partial class Same { public void Run() { } } } namespace x { [Runnel.Task("X")] public partial class Same { public void Run() { } } }""",
        """public partial class Outer { [Runnel.Task("inner")] public partial class Inner { public void Run(int i) { } } }""",
        "[Runnel.Tools(typeof(MyApp.GetWeather))] public partial class PartedTools { [Runnel.Tool] public void Zero() { } [Runnel.Tool] public void Alpha() { } }",
        "public partial class PartedTools(string text) { [Runnel.Tool] public string Middle() => text; }",
        "public partial class PartedTools { [Runnel.Tool] public void Last(int a, int b = 2) { } [Runnel.Tool] public void Before() { } }",
        """public partial class Outer { [Runnel.TaskClient<Runnel.NoPayload, Runnel.NoOutput, PartedStreams>("api")] public partial class Api; }""",
    ];
}
