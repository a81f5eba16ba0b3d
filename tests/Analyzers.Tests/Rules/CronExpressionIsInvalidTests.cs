using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class CronExpressionIsInvalidTests
{
    private const string Form = "it has five fields (minute, hour, day, month, weekday), or six with the second before them, or is @hourly, @daily and the like";

    [Theory]
    [InlineData("\"0 25 * * *\"", "0 25 * * *", "Hours: Value must be a number between 0 and 23 (all inclusive)")]
    [InlineData("\"0 9 * *\"", "0 9 * *", Form)]
    [InlineData("\"\"", "", Form)]
    [InlineData("null!", "null", Form)]
    [InlineData("\"0 0 30 2 *\"", "0 0 30 2 *", "no date of the calendar fits it")]
    [InlineData("\"H 9 * * *\"", "H 9 * * *", "H stands for a time that is drawn by lot; name the time")]
    public Task TextWithoutTimes_IsReported(string text, string expression, string why) => Verify.ReportsAsync(
        Rule.CronExpressionIsInvalid, $"'{expression}' names no times: {why}", $$"""[Task("t")] [Schedule([|{{text}}|])] public partial class T { public void Run() { } }""", Caller.OfT);

    [Fact]
    public Task SecondOfTwoConstants_IsReported() => Verify.ReportsAsync(
        Rule.CronExpressionIsInvalid,
        "'x' names no times: " + Form,
        """[Task("t")] [Schedule("@daily")] [Schedule([|Times.Wrong|], Missed = MissedRuns.Skip)] public partial class T { public void Run() { } } static class Times { public const string Wrong = "x"; }""",
        Caller.OfT);

    [Theory]
    [InlineData("0 9 * * 1-5")]
    [InlineData("*/10 0 9 L 1,7 *")]
    [InlineData("0 0 * * MON#2")]
    [InlineData("0 0 29 2 *")]
    [InlineData("@hourly")]
    public Task Expression_IsNotReported(string text) => Verify.IsSilentAsync($$"""[Task("t")] [Schedule("{{text}}")] public partial class T { public void Run() { } }""", Caller.OfT);
}
