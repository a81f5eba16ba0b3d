using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Programs;

/// <summary>What a tool wrote is not the user's to mend.</summary>
public sealed class GeneratedCodeTests
{
    private const string Source = """
        [Task("t")] public partial class T { }
        [Streams] public partial class S;
        [TaskModule] public partial class M;
        [TaskClient<object, NoOutput, NoStreams>("t")] public partial class C;
        """;

    [Fact]
    public Task MistakesOfAUser_AreReported() => Verify.HasErrorsAsync(UserProgram.Of(Source), "RNL1007", "RNL1101", "RNL1301", "RNL1202");

    [Fact]
    public Task GeneratedFiles_AreNotAnalysed() => Verify.IsSilentAsync(UserProgram.Of(Source) with { PathOf = static _ => "/user/obj/Tasks.g.cs" });

    [Fact]
    public Task OtherGeneratorsFiles_AreNotAnalysed() => Verify.IsSilentAsync(
        UserProgram.Of("") with { OtherGenerators = [new TextGenerator("Tasks.g.cs", "using Runnel;" + Source)] });
}
