using System.Collections.Immutable;
using Runnel;
using Part = Grading.Exams.GradeExam.StreamPart;

namespace Grading.Exams;

public sealed record Exam(string Subject, ImmutableArray<string> Answers);

public sealed record Mark(int Question, double Points, string? Remark);

[Streams]
public sealed partial record GradeStreams(TaskStream<Mark> Marks, [Stream("second-opinions")] TaskStream<Mark> SecondOpinions);

public interface IExaminer
{
    Task<Mark> MarkAsync(int question, string answer, CancellationToken cancellationToken);
}

[Task("grade-exam")]
public sealed partial class GradeExam(IExaminer examiner)
{
    public async Task<double> RunAsync(Exam exam, GradeStreams streams, CancellationToken cancellationToken)
    {
        var points = 0.0;
        for (var question = 0; question < exam.Answers.Length; question++)
        {
            var mark = await examiner.MarkAsync(question, exam.Answers[question], cancellationToken);
            var stream = mark.Points is 0 ? streams.SecondOpinions : streams.Marks;
            await stream.WriteAsync(mark, cancellationToken);
            points += mark.Points;
        }

        return points;
    }
}

public enum Phase { Idle, Grading, Done, Broken }

public sealed record ExamState(Phase Phase, ImmutableSortedDictionary<int, Mark> Marks, string? Problem)
{
    public static ExamState Initial { get; } = new(Phase.Idle, ImmutableSortedDictionary<int, Mark>.Empty, null);

    public void Deconstruct(out Phase phase, out int count) => (phase, count) = (Phase, Marks.Count);
}

public static class ExamReducer
{
    public static ExamState Reduce(ExamState state, Part part) => (state, part) switch
    {
        ((Phase.Done or Phase.Broken, _), not Part.StreamEnded { Reason: StreamEndReason.Superseded }) => state,
        (_, Part.Run({ Status: RunStatus.Completed })) => state with { Phase = Phase.Done },
        (_, Part.Run({ Error: { Message: var problem } })) => state with { Phase = Phase.Broken, Problem = problem },
        ((Phase.Idle, _), Part.Run({ Status: RunStatus.Executing })) => state with { Phase = Phase.Grading },
        (_, Part.Run) => state,
        ({ Marks: var marks }, Part.Marks(var mark)) => state with { Marks = marks.SetItem(mark.Question, mark) },
        ({ Marks: var marks }, Part.SecondOpinions({ Remark: not null } mark)) when !marks.ContainsKey(mark.Question) => state with { Marks = marks.Add(mark.Question, mark) },
        (_, Part.SecondOpinions) => state,
        (_, Part.StreamEnded { Reason: StreamEndReason.Superseded }) => ExamState.Initial,
        (_, Part.StreamEnded { Key: var key, Error: { } error }) => state with { Problem = $"{key}: {error.Message}" },
        (_, Part.StreamEnded or Part.Unknown) => state,
        _ => throw new InvalidOperationException($"{part} is new here."),
    };
}

/// <summary>A store as of a web page's: whoever listens is given each new state.</summary>
public sealed class ExamStore(GradeExam.TaskClient exams)
{
    private readonly List<Action<ExamState>> listeners = [];

    public ExamState State { get; private set; } = ExamState.Initial;

    public IDisposable Listen(Action<ExamState> listener)
    {
        listeners.Add(listener);
        return new Listening(() => listeners.Remove(listener));
    }

    public async Task GradeAsync(Exam exam, CancellationToken cancellationToken)
    {
        await foreach (var part in exams.TriggerAndSubscribeAsync(exam, cancellationToken: cancellationToken))
        {
            var next = ExamReducer.Reduce(State, part);
            if (next != State)
            {
                State = next;
                listeners.ForEach(listener => listener(next));
            }
        }
    }

    public Task<ExamState> ReplayAsync(string runId, CancellationToken cancellationToken) =>
        exams.SubscribeAsync(runId, cancellationToken: cancellationToken).AggregateAsync(ExamState.Initial, ExamReducer.Reduce, cancellationToken).AsTask();

    private sealed class Listening(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}
