namespace Runnel.Testing.Tests.Tasks.Capturing;

public sealed class ContextTests
{
    [Fact]
    public void AContext_SaysWhatTheTestSaid()
    {
        var context = new TaskContextBuilder { RunId = "run_1", TaskId = "chat", Attempt = 2 }.Build();

        Assert.Equal(("run_1", "chat", 2), (context.RunId, context.TaskId, context.Attempt));
    }

    [Fact]
    public void AContextOfItself_IsOfAFirstAttemptOfANewRun()
    {
        var context = new TaskContextBuilder().Build();

        Assert.StartsWith("run_", context.RunId, StringComparison.Ordinal);
        Assert.Equal(1, context.Attempt);
        Assert.NotEqual(context.RunId, new TaskContextBuilder().Build().RunId);
    }

    [Fact]
    public void Metadata_BeginsAsTheTestSays_AndIsReadBackFromTheContext()
    {
        var context = new TaskContextBuilder { Metadata = { ["user"] = "ada", ["count"] = 1 } }.Build();
        context.Metadata.Increment("count");
        context.Metadata.Set("page", 3);
        context.Metadata.Remove("user");

        Assert.Equal((2.0, 3, null), ((double?)context.Metadata["count"], (int?)context.Metadata["page"], context.Metadata["user"]));
    }

    [Fact]
    public async Task AStreamThatNoRecordDeclares_IsCapturedByItsKey()
    {
        var builder = new TaskContextBuilder();
        await builder.Build().Metadata.Stream("extra", Source.Of(1, 2)).Completion;

        Assert.Equal([1, 2], builder.Capture<int>("extra").Chunks);
    }

    [Fact]
    public async Task TheStreamsOfARecord_AreCapturedByTheirKeys()
    {
        var builder = new TaskContextBuilder();
        var streams = builder.Build().Streams<Guide.SummaryStreams>();
        await streams.Text.WriteAsync("a");
        await streams.Progress.WriteAsync(new Guide.Progress(1));

        Assert.Equal(["a"], builder.Capture<string>("text").Chunks);
        Assert.Equal([new Guide.Progress(1)], builder.Capture<Guide.Progress>("progress").Chunks);
    }

    [Fact]
    public async Task TheTasksReturn_ClosesAllStreamsOfItsContext_AndItsMetadata()
    {
        var builder = new TaskContextBuilder();
        var (text, numbers) = (builder.Capture<string>("text"), builder.Capture<int>("numbers"));
        await numbers.Stream.WriteAsync(1);
        await text.CompletionAsync();

        Assert.Equal(StreamEndReason.Completed, numbers.End!.Reason);
        Assert.Throws<InvalidOperationException>(() => builder.Build().Metadata.Set("late", 1));
    }

    [Fact]
    public void WhatNoRunHas_IsRefused()
    {
        Assert.Contains("TaskContextBuilder.Attempt", Assert.Throws<ArgumentOutOfRangeException>(() => new TaskContextBuilder { Attempt = 0 }).Message);
        Assert.Contains("TaskContextBuilder.RunId", Assert.Throws<ArgumentException>(() => new TaskContextBuilder { RunId = "" }).Message);
        Assert.Contains("TaskContextBuilder.TaskId", Assert.Throws<ArgumentException>(() => new TaskContextBuilder { TaskId = "" }).Message);
    }
}
