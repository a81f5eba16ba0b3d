namespace Runnel.Testing.Tests.Tasks.Capturing;

public sealed class WrittenTests
{
    [Fact]
    public async Task Chunks_AreThere_AsSoonAsTheWriteHasCompleted()
    {
        var numbers = TaskStream.Capture<int>();
        TaskStream<int> stream = numbers;
        for (var number = 0; number < 2_000; number++)
        {
            await stream.WriteAsync(number);
            if (number % 100 == 0)
            {
                Assert.Equal(number + 1, numbers.Chunks.Count);
            }
        }

        Assert.Equal(Enumerable.Range(0, 2_000), numbers.Chunks);
    }

    [Fact]
    public async Task ChunksOfSeveralThreads_AreAllThere()
    {
        var numbers = TaskStream.Capture<int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), async (number, token) =>
        {
            await numbers.Stream.WriteAsync(number, token);
            Assert.Contains(number, numbers.Chunks);
        });

        Assert.Equal(Enumerable.Range(0, 1_000), numbers.Chunks.Order());
    }

    [Fact]
    public async Task MoreThanTheWindowHolds_IsCaptured()
    {
        var text = TaskStream.Capture<string>();
        var large = new string('x', 900_000);
        for (var count = 0; count < 5; count++)
        {
            await text.Stream.WriteAsync(large);
        }

        Assert.Equal(5, text.Chunks.Count);
    }

    [Fact]
    public async Task AStream_IsOpenFromItsFirstChunk_ToTheTasksReturn()
    {
        var text = TaskStream.Capture<string>("text");
        Assert.False(text.IsOpen);

        await text.Stream.WriteAsync("a");
        await text.Stream.FlushAsync();
        Assert.True(text.IsOpen);
        Assert.Null(text.End);

        await text.CompletionAsync();
        Assert.False(text.IsOpen);
        Assert.Equal(new StreamEnd(StreamEndReason.Completed, Error: null), text.End);
        Assert.Contains("'text'", (await Assert.ThrowsAsync<InvalidOperationException>(() => text.Stream.WriteAsync("b").AsTask())).Message);
        await text.CompletionAsync();
    }

    [Fact]
    public async Task AStreamThatTheTaskNeverUsed_HasNoEnd()
    {
        var text = TaskStream.Capture<string>();
        await text.CompletionAsync();

        Assert.Empty(text.Chunks);
        Assert.False(text.IsOpen);
        Assert.Null(text.End);
    }

    [Fact]
    public void AKeyThatIsNone_IsRefused() => Assert.Throws<ArgumentException>(() => TaskStream.Capture<string>("no key"));
}
