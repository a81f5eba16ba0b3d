using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Sprint.Boards.PlanSprint.StreamPart;

namespace Sprint.Boards;

public sealed record Backlog(string Team, IReadOnlyList<string> Stories);

public sealed record Estimate(string Story, int Points);

[Streams]
public sealed partial record PlanStreams(TaskStream<Estimate> Estimates, TaskStream<string> Questions);

public interface IPlanner
{
    Task<int?> EstimateAsync(string story, CancellationToken cancellationToken);
}

[Task("plan-sprint")]
public sealed partial class PlanSprint(IPlanner planner)
{
    public async Task<int> RunAsync(Backlog backlog, PlanStreams streams, CancellationToken cancellationToken)
    {
        var points = 0;
        foreach (var story in backlog.Stories)
        {
            if (await planner.EstimateAsync(story, cancellationToken) is { } estimate)
            {
                points += estimate;
                await streams.Estimates.WriteAsync(new Estimate(story, estimate), cancellationToken);
                continue;
            }

            await streams.Questions.WriteAsync($"What is '{story}'?", cancellationToken);
        }

        return points;
    }
}

/// <summary>Base of components that follow a run; the following goes on beside the page and ends with it.</summary>
public abstract class FollowingComponent<TPart> : ComponentBase, IAsyncDisposable
    where TPart : class
{
    private readonly CancellationTokenSource gone = new();
    private Task following = Task.CompletedTask;

    protected abstract IAsyncEnumerable<TPart> Parts(CancellationToken cancellationToken);

    protected abstract bool Apply(TPart part);

    protected override void OnInitialized() => following = FollowAsync();

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        gone.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task FollowAsync()
    {
        await foreach (var part in Parts(gone.Token))
        {
            await InvokeAsync(() =>
            {
                if (Apply(part))
                {
                    StateHasChanged();
                }
            });
        }
    }
}

public sealed partial class Board : FollowingComponent<Part>
{
    private readonly SortedDictionary<string, int> estimates = [];
    private readonly List<string> questions = [];
    private string banner = "";

    [Inject]
    private PlanSprint.TaskClient Sprints { get; set; } = default!;

    [Inject]
    private ILogger<Board> Logger { get; set; } = default!;

    [Parameter, EditorRequired]
    public required string RunId { get; set; }

    [Parameter]
    public EventCallback<int> OnPlanned { get; set; }

    protected override IAsyncEnumerable<Part> Parts(CancellationToken cancellationToken) => Sprints.SubscribeAsync(RunId, cancellationToken: cancellationToken);
}

public sealed partial class Board
{
    protected override bool Apply(Part part)
    {
        switch (part)
        {
            case Part.Estimates({ Story: var story, Points: var points }) when estimates.TryAdd(story, points):
                return true;
            case Part.Estimates({ Points: 0 }):
            case Part.Questions({ Length: 0 }):
                return false;
            case Part.Estimates(var (story, points)):
                estimates[story] = points;
                return true;
            case Part.Questions(var question):
                questions.Add(question);
                return true;
            case Part.StreamEnded { Reason: StreamEndReason.Superseded, Key: var key }:
                (key is "questions" ? questions.Clear : (Action)estimates.Clear)();
                return true;
            case Part.StreamEnded(_, StreamEndReason.Failed or StreamEndReason.DrainTimedOut or StreamEndReason.Interrupted, var error):
                banner = error?.Message ?? "The plan is not complete.";
                return true;
            case Part.Run { Snapshot: { Status: RunStatus.Completed, Output: var points } }:
                _ = InvokeAsync(() => OnPlanned.InvokeAsync(points));
                return true;
            case Part.Run { Snapshot.Error: { } problem } run:
                Logger.LogError("{Run}: {Problem}", run.Snapshot.Id, problem);
                banner = problem.Message;
                return true;
            case { Attempt: > 3 }:
                banner = "This takes longer than usual.";
                return true;
            default:
                return false;
        }
    }
}
