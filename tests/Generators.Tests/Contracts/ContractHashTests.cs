using Runnel.Generators.Models;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Contracts;

public sealed class ContractHashTests
{
    private const string Types = """
        public enum Mood { Good, Bad }
        public record Prompt(string Text, Mood Mood, List<Prompt> Before, Dictionary<string, int?> Marks);
        public record Answer(string Text);
        [Streams] public partial record S(TaskStream<Answer> Answers);
        """;

    [Fact]
    public void HandWrittenCopy_HasTheSameHash() => Assert.Equal(
        Hash(Types + """[Task("t")] public partial class T { public Answer Run(Prompt prompt, S streams) => null!; }"""),
        Hash("""
            public enum HowItIs { Bad = 1, Good = 0 }
            public class Ask { public required Ask[] Before { get; init; } public IDictionary<string, int?> Marks { get; } = null!; public string Text { get; set; } = ""; public HowItIs Mood { get; set; } }
            public struct Reply { public string Text { get; set; } }
            [Streams] public partial record Events(TaskStream<Reply> Answers);
            [TaskClient<Ask, Reply, Events>("t")] public partial class Api;
            """));

    [Fact]
    public void Arguments_HaveTheHashOfARecordWithTheSameMembers() => Assert.Equal(
        Hash("""[Task("t")] public partial class T { public void Run(string location, int days = 3) { } }"""),
        Hash("""public record P(int Days, string Location); [TaskClient<P, NoOutput, NoStreams>("t")] public partial class T;"""));

    [Theory]
    [InlineData("record Answer(string Text)", "record Answer(string Words)")]
    [InlineData("record Answer(string Text)", "record Answer(string? Text)")]
    [InlineData("record Answer(string Text)", "record Answer(string Text, int N)")]
    [InlineData("Good, Bad", "Good, Bad, Worse")]
    [InlineData("int?> Marks", "int> Marks")]
    [InlineData("> Answers", "> Replies")]
    public void ChangedShape_ChangesTheHash(string old, string replacement)
    {
        const string Task = """[Task("t")] public partial class T { public void Run(Prompt prompt, S streams) { } }""";

        Assert.NotEqual(Hash(Types + Task), Hash(Types.Replace(old, replacement, StringComparison.Ordinal) + Task));
    }

    [Fact]
    public void StreamsOfAnotherAssembly_AreThoseOfItsSource()
    {
        var library = new UserProject { AssemblyName = "Library", Sources = ["using Runnel;" + Types] }.Generate().AssertCompiles();
        var project = new UserProject
        {
            Sources = ["""using Runnel; [Task("t")] public partial class T { public Answer Run(Prompt prompt, S streams) => null!; }"""],
            References = [.. UserProject.FrameworkReferences, library.Compilation.ToMetadataReference()],
        }.Generate().AssertCompiles();

        Assert.Equal(Hash(Types + """[Task("t")] public partial class T { public Answer Run(Prompt prompt, S streams) => null!; }"""), Hash(project));
    }

    [Fact]
    public void AssemblyWithAccessToAnothersInternals_HasOneAddTasks()
    {
        var library = new UserProject
        {
            AssemblyName = "Library",
            Sources = ["""using Runnel; [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("MyApp")] [TaskModule] public static partial class BillingTasks;"""],
        }.Generate().AssertCompiles();

        using var image = new MemoryStream();
        Assert.True(library.Compilation.Emit(image).Success);
        new UserProject
        {
            Sources = ["using Runnel; static class Host { static void Configure(RunnelBuilder runnel) => runnel.AddTasks().Add(BillingTasks.Module); }"],
            References = [.. UserProject.FrameworkReferences, Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image.ToArray())],
        }.Generate().AssertCompiles();
    }

    private static string Hash(string source) => Hash(UserProject.Of("using Runnel;" + source).Generate().AssertCompiles());

    private static string Hash(GeneratedProject project) =>
        Assert.IsType<TaskModel>(project.Values(TrackingNames.Tasks, TrackingNames.Clients).Single()).Surface.Hash;
}
