using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamKeyIsInvalidTests
{
    private const string Task = """[Task("t")] public partial class T { public void Run(S s) { } }""";

    [Theory]
    [InlineData("""[Stream([|"a b"|])] TaskStream<int> A, TaskStream<int> B""", "a b")]
    [InlineData("""[Stream([|""|])] TaskStream<int> A""", "")]
    [InlineData("""[Stream([|null!|])] TaskStream<int> A""", "")]
    [InlineData("TaskStream<int> [|Größe|]", "größe")]
    public Task KeyWithOtherCharacters_IsReported(string parameters, string key) => Verify.ReportsAsync(
        Rule.StreamKeyIsInvalid,
        $"'{key}' is no stream key; use 1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-', with [Stream] where the parameter's name has other characters",
        $"[Streams] public partial record S({parameters});",
        Task,
        Caller.OfT);

    [Fact]
    public Task KeyThatIsNoConstant_IsTheCompilersErrorAlone() => Verify.HasErrorsAsync(
        UserProgram.Of("[Streams] public partial record S([Stream(Typo)] TaskStream<int> A);", Task, Caller.OfT), "CS0103");

    [Fact]
    public Task KeyOfAllCharacters_AndANameThatHasAKey_AreNotReported() => Verify.IsSilentAsync(
        """[Streams] public partial record S([Stream("A.z_0-9")] TaskStream<int> A, [Stream("groesse")] TaskStream<int> Größe);""", Task, Caller.OfT);
}
