using ChatStreaming.Offline;
using Microsoft.Extensions.AI;

namespace ChatStreaming.Tests;

public sealed class OfflineChatClientTests
{
    private readonly ManualTime time = new();

    [Theory]
    [InlineData("Why do cats purr?", "A cat purrs by")]
    [InlineData("why is the SKY blue", "Sunlight is all colours at once")]
    [InlineData("Hi, do octopuses dream?", "An octopus has three hearts")]
    [InlineData("What is .NET?", "In .NET a stream")]
    [InlineData("Who are you?", "I am a list of")]
    public void APromptOnATopic_IsAnswered(string prompt, string beginning) =>
        Assert.StartsWith(beginning, Answers.To(prompt), StringComparison.Ordinal);

    [Theory]
    [InlineData("Explain category theory", "\"category\"")]
    [InlineData("How do I fold a sheet?", "A how asks for steps: begin where \"sheet\" is done")]
    [InlineData("Should I?", "a yes or a no")]
    [InlineData("  ", "not asked anything")]
    [InlineData("?!", "not asked anything")]
    public void AnyOtherPrompt_IsTurnedBack(string prompt, string part) =>
        Assert.Contains(part, Answers.To(prompt), StringComparison.Ordinal);

    [Fact]
    public async Task Words_ComeOneByOne_AtReadingPace()
    {
        using var client = new OfflineChatClient(time);
        await using var words = client.GetStreamingResponseAsync("Hello").GetAsyncEnumerator();

        foreach (var expected in new[] { "Offline, ", "by ", "rule: ", "Hello! " })
        {
            Assert.Equal(expected, await NextAfterAsync(words, OfflineChatClient.WordPause));
        }

        Assert.Equal("Ask ", await NextAfterAsync(words, OfflineChatClient.SentencePause));
        Assert.Equal("me ", await NextAfterAsync(words, OfflineChatClient.WordPause));
    }

    [Fact]
    public async Task TheWordsTogether_AreTheAnswer_AndTheLastUpdateSaysWhyThereIsNoMore()
    {
        using var client = new OfflineChatClient(time);
        var updates = new List<ChatResponseUpdate>();
        var words = client.GetStreamingResponseAsync("Tell me a joke").GetAsyncEnumerator();
        for (var next = words.MoveNextAsync(); await AdvancedAsync(next); next = words.MoveNextAsync())
        {
            updates.Add(words.Current);
        }

        Assert.Equal(OfflineChatClient.Notice + Answers.To("Tell me a joke"), string.Concat(updates.Select(update => update.Text)));
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.Equal("", updates[^1].Text);
    }

    [Fact]
    public async Task ACanceledAnswer_Stops()
    {
        using var canceling = new CancellationTokenSource();
        using var client = new OfflineChatClient(time);
        await using var words = client.GetStreamingResponseAsync("Hello", cancellationToken: canceling.Token).GetAsyncEnumerator();
        var next = words.MoveNextAsync();

        await canceling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    private async Task<string> NextAfterAsync(IAsyncEnumerator<ChatResponseUpdate> words, TimeSpan pause)
    {
        var next = words.MoveNextAsync();
        time.Advance(pause - TimeSpan.FromTicks(1));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.True(await next);
        return words.Current.Text;
    }

    private ValueTask<bool> AdvancedAsync(ValueTask<bool> next)
    {
        time.Advance(OfflineChatClient.SentencePause);
        return next;
    }
}
