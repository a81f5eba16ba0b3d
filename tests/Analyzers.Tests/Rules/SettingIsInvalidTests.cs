using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class SettingIsInvalidTests
{
    [Fact]
    public Task SettingThatIsGivenTwice_IsTheCompilersErrorAlone() => Verify.HasErrorsAsync(
        UserProgram.Of("""[Task("t", MaxAttempts = 1, MaxAttempts = 2), Schedule("@daily", Id = "a", Id = "b")] public partial class T { public void Run() { } }""", Caller.OfT),
        "CS0643",
        "CS0643");

    [Theory]
    [InlineData("[|MaxAttempts = 0|]", "MaxAttempts must be at least 1")]
    [InlineData("[|MaxAttempts = -1|], RetryFactor = 3", "MaxAttempts must be at least 1")]
    [InlineData("[|RetryFactor = 0.5|]", "RetryFactor must be at least 1")]
    [InlineData("[|RetryFactor = double.NaN|]", "RetryFactor must be at least 1")]
    [InlineData("MaxAttempts = 2, [|RetryMinDelaySeconds = -1|]", "RetryMinDelaySeconds must be a number of seconds of at least 0")]
    [InlineData("[|RetryMaxDelaySeconds = double.PositiveInfinity|]", "RetryMaxDelaySeconds must be a number of seconds of at least 0")]
    [InlineData("[|Queue = \"\"|]", "Queue must be 1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-'")]
    [InlineData("[|Queue = \"my queue\"|]", "Queue must be 1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-'")]
    [InlineData("[|MaxDurationSeconds = -1|]", "MaxDurationSeconds must be a number of seconds from 0, which is any time, to 2592000, which is 30 days")]
    [InlineData("[|MaxDurationSeconds = 2592000.5|], Queue = \"llm\"", "MaxDurationSeconds must be a number of seconds from 0, which is any time, to 2592000, which is 30 days")]
    [InlineData("[|MaxDurationSeconds = double.NaN|]", "MaxDurationSeconds must be a number of seconds from 0, which is any time, to 2592000, which is 30 days")]
    public Task SettingOutOfRange_IsReported(string settings, string message) => Verify.ReportsAsync(
        Rule.SettingIsInvalid, message, $$"""[Task("t", {{settings}})] public partial class T { public void Run() { } }""", Caller.OfT);

    [Theory]
    [InlineData("[|Id = \"a b\"|]", "Id must be 1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-'")]
    [InlineData("[|Missed = (MissedRuns)9|], Id = \"a\"", "Missed must be a member of MissedRuns")]
    public Task SettingOfAScheduleOutOfRange_IsReported(string settings, string message) => Verify.ReportsAsync(
        Rule.SettingIsInvalid, message, $$"""[Task("t")] [Schedule("@daily", {{settings}})] public partial class T { public void Run() { } }""", Caller.OfT);

    [Theory]
    [InlineData("MaxAttempts = 1, RetryFactor = 1, RetryMinDelaySeconds = 0, RetryMaxDelaySeconds = 0, FailOnStreamError = true")]
    [InlineData("MaxAttempts = int.MaxValue, RetryFactor = 1e9, RetryMaxDelaySeconds = 86400.5")]
    [InlineData("Queue = \"My_queue-1.2\", MaxDurationSeconds = 2592000")]
    [InlineData("Queue = null, MaxDurationSeconds = 0")]
    public Task SettingInRange_IsNotReported(string settings) => Verify.IsSilentAsync(
        $$"""[Task("t", {{settings}})] public partial class T { public void Run() { } }""", Caller.OfT);
}
