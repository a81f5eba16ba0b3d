using System.Diagnostics;
using Runnel;
using Part = ChatStreaming.Chat.StreamPart;

namespace ChatStreaming.Kill;

/// <summary>A worker that is killed in the middle of its answer, the one that takes over, and the subscription that lives through it.</summary>
public sealed class Takeover(string database, Lines lines) : IAsyncDisposable
{
    /// <summary>
    /// After how many tokens of an attempt its worker is killed: in the middle of the offline model's answer, when it has called its tools.
    /// </summary>
    public const int TokensBeforeKill = 40;

    private readonly CancellationTokenSource failing = new();
    private readonly List<Part> seen = [];
    private WorkerProcess? worker;
    private int tokens;
    private long killedAt;

    /// <summary>What the subscription has shown, in its order.</summary>
    public IReadOnlyList<Part> Seen => seen;

    /// <summary>The attempt whose worker was killed.</summary>
    public int? KilledAttempt { get; private set; }

    /// <summary>The process that was killed.</summary>
    public int? KilledProcess { get; private set; }

    /// <summary>The process that works now.</summary>
    public int? WorkingProcess => worker?.Id;

    /// <summary>Whether the killed worker's answer was not complete: its stream was ended by the next attempt.</summary>
    public bool WasInMidAnswer { get; private set; }

    /// <summary>How long it took from the kill until the subscription saw the next attempt begin.</summary>
    public TimeSpan? Duration { get; private set; }

    /// <summary>What went wrong with a worker, if something did.</summary>
    public string? Failure { get; private set; }

    /// <summary>Starts a worker.</summary>
    /// <param name="callsBackwards">Whether its model, if it is the offline one, calls tools in another order than those before.</param>
    public void Start(bool callsBackwards = false)
    {
        worker = WorkerProcess.Start(database, callsBackwards, Fail);
        lines.Write("worker", $"process {worker.Id}", Style.Dim);
    }

    /// <summary>Follows a run to its end, and kills its worker on the way.</summary>
    /// <exception cref="OperationCanceledException">A worker ended that nobody had killed; <see cref="Failure"/> says more.</exception>
    public async IAsyncEnumerable<Part> FollowAsync(RunHandle<Answer, Part> run)
    {
        // One subscription from the run's beginning to its end: it knows nothing of workers.
        await foreach (var part in run.SubscribeAsync(cancellationToken: failing.Token))
        {
            yield return part;
            Note(part);
            if (KilledAttempt is null && tokens == TokensBeforeKill)
            {
                await KillAsync(part.Attempt);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (worker is not null)
        {
            await worker.DisposeAsync();
        }
    }

    private void Note(Part part)
    {
        tokens = part.Attempt == seen.LastOrDefault()?.Attempt ? tokens : 0;
        tokens += Token.Of(part) is null ? 0 : 1;
        seen.Add(part);
        if (part.Attempt > KilledAttempt)
        {
            Duration ??= Stopwatch.GetElapsedTime(killedAt);
        }

        WasInMidAnswer |= part is Part.StreamEnded("openai", StreamEndReason.Superseded, _) && part.Attempt == KilledAttempt;
    }

    private async Task KillAsync(int attempt)
    {
        killedAt = Stopwatch.GetTimestamp();
        var killed = worker!;
        if (!await killed.KillAsync())
        {
            Fail($"the worker (process {killed.Id}) ended by itself before it could be killed");
            return;
        }

        await killed.DisposeAsync();
        (KilledAttempt, KilledProcess) = (attempt, killed.Id);
        lines.Write("kill", $"process {killed.Id}, after {TokensBeforeKill} tokens of attempt {attempt}", Style.Red);
        Start(callsBackwards: true);
    }

    private void Fail(string problem)
    {
        Failure ??= problem;
        failing.Cancel();
    }
}
