using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Runnel.OpenAI.Tests.StreamText.Formats;

namespace Runnel.OpenAI.Tests.StreamText;

/// <summary>Whoever no longer wants the answer ends it where it is made: the server sees that the connection is closed.</summary>
public sealed class CancellationTests
{
    private readonly TripTools tools = new();
    private readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public enum Place
    {
        Request,
        Text,
        Input,
        Tool,
    }

    public static TheoryData<string, Place> Places => new(
        from format in (string[])[Format.OpenAI, Format.Anthropic]
        from place in Enum.GetValues<Place>()
        select (format, place));

    // Who leaves before the model was asked has nothing to stop.
    public static TheoryData<string, Place> PlacesAfterTheRequest => [.. Places.Where(row => row.Data.Item2 != Place.Request)];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task ByTheToken_ReachesTheServer_AndIsTheLastPart(string name, Place place)
    {
        var format = Format.Of(name);
        await using var server = StartServer(format, place);
        using var stop = new CancellationTokenSource();
        var result = format.At(server).StreamText("Go.", tools, new() { MaxSteps = 5 }, stop.Token);
        await using var parts = result.FullStream.GetAsyncEnumerator();
        var seen = await ReadAsync(parts, place, format);

        var next = parts.MoveNextAsync().AsTask();
        await AtPlaceAsync(place);
        Assert.False(next.IsCompleted);
        await stop.CancelAsync();
        var failure = await Record.ExceptionAsync(async () =>
        {
            for (; await next.WaitAsync(Patience.Limit); next = parts.MoveNextAsync().AsTask())
            {
                seen.Add(parts.Current);
            }
        });

        await gone.Task.WaitAsync(Patience.Limit);
        Assert.IsAssignableFrom<OperationCanceledException>(failure);
        Assert.IsType<AbortPart>(seen[^1]);
        new Told(seen, failure).AssertNoCallDangles();
        await (place == Place.Tool ? tools.Stopped.Task.WaitAsync(Patience.Limit) : Task.CompletedTask);
        Assert.Empty(tools.Invoked);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await result.Text);
    }

    [Theory]
    [MemberData(nameof(PlacesAfterTheRequest))]
    public async Task ByLeavingTheEnumeration_ReachesTheServer(string name, Place place)
    {
        var format = Format.Of(name);
        await using var server = StartServer(format, place);
        var parts = format.At(server).StreamText("Go.", tools, new() { MaxSteps = 5 }).FullStream.GetAsyncEnumerator();
        await ReadAsync(parts, place, format);
        await AtPlaceAsync(place);

        await parts.DisposeAsync().AsTask().WaitAsync(Patience.Limit);

        await gone.Task.WaitAsync(Patience.Limit);
        await (place == Place.Tool ? tools.Stopped.Task.WaitAsync(Patience.Limit) : Task.CompletedTask);
        Assert.Empty(tools.Invoked);
    }

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task OfAToolWhoseModelIsDone_AsksNoMore(string name)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(format.Answer(new SaidCall("call_1", "wait", """{"place":"Oslo"}""")));
        using var stop = new CancellationTokenSource();
        var reading = Told.ReadAsync(format.At(server).StreamText("Go.", tools, new() { MaxSteps = 5 }, stop.Token));

        await tools.Waits.Task.WaitAsync(Patience.Limit);
        await stop.CancelAsync();

        var told = await reading;
        Assert.IsAssignableFrom<OperationCanceledException>(told.Failure);
        Assert.Equal(["WaitToolCall", "WaitToolError", "AbortPart"], told.Lines.Skip(2));
        Assert.Single(server.Requests);
    }

    private LocalServer StartServer(Format format, Place place) => LocalServer.Start(async exchange =>
    {
        Said[] said = place switch
        {
            Place.Text => [new SaidText("Half a")],
            Place.Input => [new SaidText("Half a"), new SaidCall("call_1", "pack", """{"what": "so""") { IsEnded = false }],
            // The first call is complete: the model has turned to another.
            Place.Tool => [new SaidCall("call_1", "wait", """{"place":"Oslo"}"""), new SaidCall("call_2", "pack", """{"what": "so""") { IsEnded = false }],
            _ => [],
        };
        await (place == Place.Request ? Task.CompletedTask : format.BeginAsync(exchange, said));
        sent.SetResult();
        await exchange.ClientGoneAsync();
        gone.SetResult();
    });

    // To the last part that the client makes of what the server sends.
    private static async Task<List<ITextStreamPart<TripTools>>> ReadAsync(IAsyncEnumerator<ITextStreamPart<TripTools>> parts, Place place, Format format)
    {
        var seen = new List<ITextStreamPart<TripTools>>();
        bool isLast;
        do
        {
            Assert.True(await parts.MoveNextAsync().AsTask().WaitAsync(Patience.Limit));
            seen.Add(parts.Current);
            isLast = parts.Current switch
            {
                StepStart => place == Place.Request,
                TextDelta { Text: "f a" } => place == Place.Text || !format.ShowsInput,
                ToolInputDelta { ToolCallId: var id } => seen.OfType<ToolInputDelta>().Count(delta => delta.ToolCallId == id) == 2 && (place == Place.Input || id == "call_2"),
                IToolCall => place == Place.Tool && !format.ShowsInput,
                _ => false,
            };
        }
        while (!isLast);
        return seen;
    }

    private async Task AtPlaceAsync(Place place)
    {
        await sent.Task.WaitAsync(Patience.Limit);
        await (place == Place.Tool ? tools.Waits.Task.WaitAsync(Patience.Limit) : Task.CompletedTask);
    }
}
