using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ClientStreamsAreInvalidTests
{
    [Theory]
    [InlineData("[|string|]", "string")]
    [InlineData("[|Plain|]", "Plain")]
    [InlineData("[|NoPayload|]", "Runnel.NoPayload")]
    public Task TypeWithoutStreams_IsReported(string streams, string type) => Verify.ReportsAsync(
        Rule.ClientStreamsAreInvalid,
        $"'{type}' is no [Streams] record; name one, or NoStreams",
        $"""public record Plain(TaskStream<int> A); [TaskClient<NoPayload, NoOutput, {streams}>("t")] public partial class T;""",
        Caller.OfT);

    [Fact]
    public Task QualifiedAttribute_IsReportedAtItsTypeArgument() => Verify.ReportsAsync(
        Rule.ClientStreamsAreInvalid,
        "'int' is no [Streams] record; name one, or NoStreams",
        """[global::Runnel.TaskClientAttribute<NoPayload, NoOutput, [|int|]>("t")] public partial class T;""",
        Caller.OfT);

    [Theory]
    [InlineData("NoStreams")]
    [InlineData("S")]
    public Task StreamsRecord_OrNone_IsNotReported(string streams) => Verify.IsSilentAsync(
        $"""[Streams] public partial record S(TaskStream<int> A); [TaskClient<NoPayload, NoOutput, {streams}>("t")] public partial class T;""", Caller.OfT);
}
