using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ScheduleIsNotUniqueTests
{
    [Theory]
    [InlineData("""[Schedule("@daily")] [[|Schedule("@daily", Missed = MissedRuns.Skip)|]]""", "@daily")]
    [InlineData("""[Schedule("@daily", TimeZone = "UTC")] [[|Schedule("@daily")|]]""", "@daily")]
    [InlineData("""[Schedule("@daily", Id = "a")] [Schedule("@daily")] [[|Schedule("@hourly", Id = "a")|]]""", "a")]
    public Task SecondOfTheSameId_IsReported(string schedules, string name) => Verify.ReportsAsync(
        Rule.ScheduleIsNotUnique,
        $"'T' has the schedule '{name}' twice; remove one of them, or give it another Id",
        $$"""[Task("t")] {{schedules}} public partial class T { public void Run() { } }""",
        Caller.OfT);

    [Theory]
    [InlineData("""[Schedule("@daily")] [Schedule("@hourly")]""")]
    [InlineData("""[Schedule("@daily")] [Schedule("@daily", TimeZone = "Europe/Berlin")]""")]
    [InlineData("""[Schedule("@daily")] [Schedule("@daily", Id = "b")]""")]
    public Task OtherTimesOrIds_AreNotReported(string schedules) => Verify.IsSilentAsync(
        $$"""[Task("t")] {{schedules}} public partial class T { public void Run() { } }""", Caller.OfT);
}
