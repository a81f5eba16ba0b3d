using System.Globalization;
using Runnel.Crash.Journals;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Worker;

/// <summary>What one execution's code testifies to, on the board and in the worker's journal. Disposed of when RunAsync is over.</summary>
public sealed class Witness : IDisposable
{
    private readonly Lock gate = new();
    private readonly ActivityBoard board;
    private readonly Journal journal;
    private bool hasWritten;
    private bool isOver;
    private int sources;

    internal Witness(ActivityBoard board, Journal journal, TaskContext context)
    {
        (this.board, this.journal) = (board, journal);
        (RunId, Attempt) = (context.RunId, context.Attempt);
        Say($"{Verbs.Begun} {RunId} {Attempt}");
        board.Begun();
    }

    public string RunId { get; }

    public int Attempt { get; }

    /// <summary>A chunk was accepted.</summary>
    public void Wrote()
    {
        lock (gate)
        {
            if (!hasWritten && !isOver)
            {
                hasWritten = true;
                board.Streams(+1);
            }
        }
    }

    /// <summary>So many chunks of a stream were confirmed to be durable.</summary>
    public void Confirmed(string stream, int count) => Say($"{Verbs.Durable} {RunId} {Attempt} {stream} {count}");

    /// <summary>The task is at a portion, and holds a slot of its lane, until what is returned is disposed of.</summary>
    internal IDisposable Occupy(Portion portion)
    {
        Say($"{Verbs.Entered} {portion.Number} {portion.Index} {RunId} {Attempt} {portion.Lane ?? "-"} {Now}");
        return new Occupation(this);
    }

    /// <summary>A step's work begins.</summary>
    public void StepBegan(string key) => Say($"{Verbs.Step} {RunId} {Attempt} {key} {Now}");

    /// <summary>A step has given something, now or in an earlier execution.</summary>
    public void StepKept(string key, string value) => Say($"{Verbs.Kept} {RunId} {Attempt} {key} {value}");

    /// <summary>A model is asked for a step, from 0.</summary>
    public void ModelAsked(int step) => Say($"{Verbs.Model} {RunId} {Attempt} {step}");

    /// <summary>A tool in the agent's process is called.</summary>
    public void ToolCalled(string tool, int argument) => Say($"{Verbs.Tool} {RunId} {Attempt} {tool} {argument}");

    /// <summary>The run is that of a due time.</summary>
    public void Ticked(ScheduledTime time)
    {
        ArgumentNullException.ThrowIfNull(time);
        Say($"{Verbs.Ticked} {time.ScheduleId} {time.DueAt.UtcTicks} {RunId} {Attempt}");
    }

    public void SourceBegan()
    {
        lock (gate)
        {
            if (++sources == 1 && isOver)
            {
                board.Drains(+1);
            }
        }
    }

    public void SourceEnded()
    {
        lock (gate)
        {
            if (--sources == 0 && isOver)
            {
                board.Drains(-1);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            board.Streams(hasWritten ? -1 : 0);
            board.Drains(sources > 0 ? +1 : 0);
        }
    }

    // The wall clock, as in the log.
    private static long Now => DateTimeOffset.UtcNow.UtcTicks;

    private void Say(FormattableString line) => journal.Write(line.ToString(CultureInfo.InvariantCulture));

    private sealed class Occupation(Witness witness) : IDisposable
    {
        public void Dispose() => witness.Say($"{Verbs.Left} {witness.RunId} {witness.Attempt} {Now}");
    }
}

/// <summary>Gives each execution its witness.</summary>
public sealed class Witnesses(ActivityBoard board, Journal journal)
{
    public Witness Of(TaskContext context) => new(board, journal, context);
}
