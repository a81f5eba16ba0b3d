using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ClientPayloadIsUnsupportedTests
{
    [Theory]
    [InlineData("[|IDisposable|]", "System.IDisposable", "an interface cannot be read from JSON; declare a class or record, and take a service in the constructor")]
    [InlineData("[|object|]", "object", "it says nothing about what is stored; declare a type")]
    [InlineData("[|(int, int)|]", "(int, int)", "a tuple has no JSON form; declare a record")]
    public Task Payload_IsReported(string payload, string type, string why) => Verify.ReportsAsync(
        Rule.ClientPayloadIsUnsupported,
        $"'{type}' cannot be the payload: {why}",
        $"""[TaskClient<{payload}, NoOutput, NoStreams>("t")] public partial class T;""",
        Caller.OfT);

    [Theory]
    [InlineData("NoPayload")]
    [InlineData("Prompt")]
    [InlineData("Dictionary<string, int[]>")]
    public Task TypeThatJsonHolds_IsNotReported(string payload) => Verify.IsSilentAsync(
        $"""public record Prompt(string Text); [TaskClient<{payload}, NoOutput, NoStreams>("t")] public partial class T;""", Caller.OfT);
}
