using Runnel;
using Part = Arcade.Chess.PlayMatch.StreamPart;

namespace Arcade.Chess;

public enum Side { White, Black }

public sealed record Match(string White, string Black, TimeSpan Time);

public sealed record Move(int Number, Side Side, string Notation, TimeSpan Left);

public sealed record Outcome(Side? Winner, string Reason);

[Streams]
public sealed partial record MatchStreams(TaskStream<Move> Moves, TaskStream<string> Commentary);

public interface IEngine
{
    Task<Move?> NextAsync(Match match, Move? last, CancellationToken cancellationToken);

    string Comment(Move move);
}

[Task("play-match", MaxAttempts = 1)]
public sealed partial class PlayMatch(IEngine engine)
{
    public async Task<Outcome> RunAsync(Match match, MatchStreams streams, CancellationToken cancellationToken)
    {
        Move? last = null;
        while (await engine.NextAsync(match, last, cancellationToken) is { } move)
        {
            await streams.Moves.WriteAsync(move, cancellationToken);
            await streams.Commentary.WriteAsync(engine.Comment(move), cancellationToken);
            if (move.Left <= TimeSpan.Zero)
            {
                return new Outcome(move.Side is Side.White ? Side.Black : Side.White, "time");
            }

            last = move;
        }

        return last is { Notation: [.., '#'] } ? new Outcome(last.Side, "mate") : new Outcome(null, "draw");
    }
}

public abstract record GameEvent
{
    public sealed record Moved(string Text, bool IsCheck) : GameEvent;

    public sealed record Said(string Text) : GameEvent;

    public sealed record Won(Side Side, string Reason) : GameEvent;

    public sealed record Drawn : GameEvent;

    public sealed record Adjourned(string Why) : GameEvent;
}

public sealed class Broadcast(PlayMatch.TaskClient matches)
{
    private static readonly TimeSpan TimeTrouble = TimeSpan.FromSeconds(30);

    public async IAsyncEnumerable<GameEvent> WatchAsync(
        string runId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var part in matches.SubscribeAsync(runId, cancellationToken: cancellationToken))
        {
            if (ToEvent(part) is { } e)
            {
                yield return e;
            }
        }
    }

    private static GameEvent? ToEvent(Part part) => part switch
    {
        Part.Moves({ Left: var left } move) when left < TimeTrouble => new GameEvent.Moved($"{Text(move)} ({left.TotalSeconds:0.0} s)", IsCheck(move)),
        Part.Moves(var move) => new GameEvent.Moved(Text(move), IsCheck(move)),
        Part.Commentary("" or "…") => null,
        Part.Commentary(var text) => new GameEvent.Said(text),
        Part.Run({ HasOutput: true, Output: (null, _) }) => new GameEvent.Drawn(),
        Part.Run({ HasOutput: true, Output: ({ } winner, var reason) }) => new GameEvent.Won(winner, reason),
        Part.Run({ Status: RunStatus.Canceled or RunStatus.Expired }) => new GameEvent.Adjourned("called off"),
        Part.Run({ Status: RunStatus.Failed or RunStatus.Crashed or RunStatus.TimedOut, Error: var error }) => new GameEvent.Adjourned(error?.Message ?? "?"),
        Part.Run or Part.StreamEnded or Part.Unknown => null,
        _ => throw new NotSupportedException(part.ToString()),
    };

    private static string Text(Move move) => move switch
    {
        { Side: Side.White, Number: var number } => $"{number}. {move.Notation}",
        { Number: var number } => $"{number}… {move.Notation}",
    };

    private static bool IsCheck(Move move) => move.Notation is [.., '+' or '#'];
}
