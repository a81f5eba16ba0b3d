using System.Runtime.CompilerServices;
using System.Text.Json;
using Runnel;
using Xunit;
using Part = Contoso.Phone.LookUp.StreamPart;

namespace Contoso.Phone.Tests;

public sealed class CallScreenTests
{
    [Fact]
    public async Task TheBestMatchIsShown()
    {
        var screen = new CallScreen(new FakeLookUp(new Match("Ada", 0.4), new Match("Grace", 0.9), new Match("Joan", 0.6)));

        await screen.RingAsync("555-0100");

        Assert.Equal("Grace", screen.Name);
    }

    [Fact]
    public async Task ANumberWithoutMatchesIsUnknown()
    {
        var screen = new CallScreen(new FakeLookUp());

        await screen.RingAsync("555-0100");

        Assert.Equal("unknown", screen.Name);
    }

    [Fact]
    public async Task AFailedLookUpShowsTheNumber()
    {
        var lookUp = new FakeLookUp { Status = RunStatus.Failed };

        var screen = new CallScreen(lookUp);
        await screen.RingAsync("555-0100");

        Assert.Equal("555-0100", screen.Name);
        Assert.Equal(["555-0100"], lookUp.Asked);
    }

    private sealed class FakeLookUp(params Match[] matches) : LookUp.TaskClient
    {
        public List<string> Asked { get; } = [];

        public RunStatus Status { get; init; } = RunStatus.Completed;

        public override async IAsyncEnumerable<Part> TriggerAndSubscribeAsync(
            Caller payload, TriggerOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            Asked.Add(payload.Number);
            await Task.Yield();
            yield return RunIn(RunStatus.Queued, payload);
            foreach (var match in matches)
            {
                yield return new Part.Matches(match) { Attempt = 1 };
            }

            yield return new Part.StreamEnded("matches", StreamEndReason.Completed, null) { Attempt = 1 };
            yield return RunIn(Status, payload);
        }

        private static Part.Run RunIn(RunStatus status, Caller caller) => new(new Run<Caller, Match?>
        {
            Id = "run_1",
            TaskId = "look-up-caller",
            Status = status,
            Attempt = 1,
            Payload = caller,
            Metadata = JsonSerializer.SerializeToElement(new { }),
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
    }
}
