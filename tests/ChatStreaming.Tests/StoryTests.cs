using System.Text.RegularExpressions;

namespace ChatStreaming.Tests;

/// <summary>The sample as it is started.</summary>
public sealed partial class StoryTests
{
    [Fact]
    public async Task TheStory_EndsWithItsRunsAsATree_AndAnInvitation()
    {
        using var deadline = Deadline.Start();
        using var sample = SampleProcess.Start(deadline.Token);

        var (exitCode, error) = await sample.EndAsync();

        Assert.True(exitCode == 0, string.Join('\n', sample.Lines) + "\n" + error);
        Assert.Equal("Now delete the Fetch case in Program.cs and build.", sample.Lines[^1]);
        Assert.Matches(ParentPattern(), sample.Lines[^5]);
        Assert.Matches(ChildPattern(), sample.Lines[^4]);
        Assert.StartsWith("├─ ", sample.Lines[^4], StringComparison.Ordinal);
        Assert.Matches(ChildPattern(), sample.Lines[^3]);
        Assert.StartsWith("└─ ", sample.Lines[^3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OPENAI_BASE_URL", "the-proxy", "OPENAI_BASE_URL is 'the-proxy'; it must be an absolute http or https address")]
    [InlineData("OPENAI_BASE_URL", "ftp://example.org", "OPENAI_BASE_URL is 'ftp://example.org'; it must be an absolute http or https address")]
    public async Task ASetting_ThatCannotBe_IsSaid(string name, string value, string problem)
    {
        using var deadline = Deadline.Start();
        using var sample = SampleProcess.Start(deadline.Token, [], new() { ["OPENAI_API_KEY"] = "sk-test", [name] = value });

        var (exitCode, error) = await sample.EndAsync();

        Assert.Equal(2, exitCode);
        Assert.StartsWith(problem, error, StringComparison.Ordinal);
        Assert.Empty(sample.Lines);
    }

    [GeneratedRegex(@"^chat +…[0-9a-f]{6}  completed  attempt 1  +\d+\.\d\d s$")]
    private static partial Regex ParentPattern();

    [GeneratedRegex(@"^[├└]─ get-weather +…[0-9a-f]{6}  completed  attempt 1  +\d+\.\d\d s  for …[0-9a-f]{6}$")]
    private static partial Regex ChildPattern();
}
