using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class TimeZoneIsUnknownTests
{
    [Theory]
    [InlineData("Europe/Berlino")]
    [InlineData("Mars/Base")]
    public Task IdOfNoTimeZone_IsReported(string id) => Verify.ReportsAsync(
        Rule.TimeZoneIsUnknown,
        $"'{id}' is no time zone; use an IANA id, such as 'Europe/Berlin', or 'UTC'",
        $$"""[Task("t")] [Schedule("@daily", [|TimeZone = "{{id}}"|])] public partial class T { public void Run() { } }""",
        Caller.OfT);

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("UTC")]
    public Task IdOfATimeZone_IsNotReported(string id) => Verify.IsSilentAsync(
        $$"""[Task("t")] [Schedule("@daily", TimeZone = "{{id}}")] public partial class T { public void Run() { } }""", Caller.OfT);
}
