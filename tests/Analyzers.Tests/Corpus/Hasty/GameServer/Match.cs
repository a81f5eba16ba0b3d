using System.Runtime.CompilerServices;
using Runnel;
using Part = Hasty.Games.PlayMatch.StreamPart;

namespace Hasty.Games;

public sealed record MatchSetup(string Red, string Blue, int Rounds);

public sealed record Move(string Player, int X, int Y);

[Streams]
public sealed partial record MatchStreams(TaskStream<Move> Moves, TaskStream<string> Chat, TaskStream<int> Clock, TaskStream<string> Spectators); // review: nobody writes or reads what the spectators say

public interface IArena
{
    IAsyncEnumerable<Move> PlayAsync(MatchSetup setup, int round, CancellationToken cancellationToken);

    IAsyncEnumerable<string> ChatAsync(CancellationToken cancellationToken);
}

[Task("play-match")]
public sealed partial class PlayMatch(IArena arena)
{
    public async Task<string> RunAsync(MatchSetup setup, MatchStreams streams, CancellationToken cancellationToken)
    {
        streams.Clock.Pipe(TicksAsync(cancellationToken)); // review: never ends: each match takes a minute longer, until the drain gives up
        var chat = streams.Chat;
        var talk = chat.Pipe(arena.ChatAsync(cancellationToken));
        chat.Pipe(arena.ChatAsync(cancellationToken)); // review: a stream takes one source; this throws
        for (var round = 0; round < setup.Rounds; round++)
        {
            await streams.Moves.Pipe(arena.PlayAsync(setup, round, cancellationToken)).Completion; // review: and so does this, in the second round
        }

        await foreach (var line in talk)
        {
            Console.WriteLine(line);
        }

        await chat.WriteAsync("Good game!", cancellationToken); // review: the chat has ended with its source; this throws
        return setup.Red;
    }

    private static async IAsyncEnumerable<int> TicksAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var tick = 0; ; tick++)
        {
            await Task.Delay(1000, cancellationToken);
            yield return tick;
        }
    }
}

public sealed class Scoreboard(PlayMatch.TaskClient matches)
{
    public async Task<int> CountAsync(MatchSetup setup)
    {
        var moves = 0;
        await foreach (var part in matches.TriggerAndSubscribeAsync(setup))
        {
            switch (part) // review: how often Blue moved is counted nowhere, and a stream that broke off is a match that was short
            {
                case Part.Moves { Chunk.Player: var player } when player == setup.Red:
                    moves++;
                    break;
                case Part.Clock(> 3600):
                    throw new TimeoutException();
            }
        }

        return moves;
    }

    public async Task ShowAsync(string runId, TextWriter output)
    {
        await foreach (var part in matches.SubscribeAsync(runId))
        {
            switch (part) // review: the clock is not shown, nor when a stream broke off
            {
                case Part.Moves({ X: >= 0 and < 8, Y: >= 0 and < 8 } move):
                    await output.WriteLineAsync($"{move.Player} {move.X}{move.Y}");
                    break;
                case Part.Chat(var line) when line is not []:
                    await output.WriteLineAsync(line);
                    break;
                case Part.Run { Snapshot.Error: { } error }:
                    await output.WriteLineAsync(error.Message);
                    break;
            }
        }
    }
}
