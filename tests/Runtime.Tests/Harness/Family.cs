using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Harness;

/// <summary>A parent's body: it triggers children through the client that it is given.</summary>
internal delegate Task<Reply> ParentBody(TestTask.Client children, Question question, TaskContext context, CancellationToken cancellationToken);

/// <summary>
/// A task that triggers runs of another, on as many hosts over one store as the test starts. A child does what its payload says: one that begins
/// with <c>hold</c> goes on when the test releases it, one with <c>fail</c> fails for good, all others return their text.
/// </summary>
internal sealed class Family(SimulatedThread thread, ParentBody parent)
{
    private readonly HashSet<string> released = new(StringComparer.Ordinal);
    private readonly List<(string Text, TaskCompletionSource Gate)> held = [];
    private IRunStore? store;

    /// <summary>The payloads of the children that began, in order; one that begins twice is there twice.</summary>
    public List<string> Begun { get; } = [];

    /// <summary>The payloads of the children that saw their token canceled.</summary>
    public List<string> Canceled { get; } = [];

    /// <summary>The payloads of the children that returned.</summary>
    public List<string> Returned { get; } = [];

    public string? ParentQueue { get; init; }

    public string? ChildQueue { get; init; }

    public TimeSpan? MaxDuration { get; init; }

    public RetryPolicy? Retry { get; init; }

    /// <summary>Called with each host before it is built.</summary>
    public Action<RunnelBuilder>? Configure { get; init; }

    public TestTask[] Others { get; init; } = [];

    /// <summary>The store of all hosts; one in memory, unless it is set before the first host starts.</summary>
    public IRunStore Store
    {
        get => store ??= new InMemoryRunStore(thread.Time);
        init => store = value;
    }

    /// <summary>Starts a host.</summary>
    /// <param name="over">What it sees of the store; <see langword="null"/> for the store itself.</param>
    /// <param name="configure">What is the host's own.</param>
    /// <param name="executesChildren">Whether it executes children, or only parents.</param>
    public async Task<FamilyHost> StartAsync(IRunStore? over = null, Action<RunnelBuilder>? configure = null, bool executesChildren = true)
    {
        FamilyHost? started = null;
        var child = new TestTask((question, _, _, cancellationToken) => RunChildAsync(question, cancellationToken), "child", queue: ChildQueue);
        var task = new TestTask(
            (question, _, context, cancellationToken) => parent(started!.Children, question, context, cancellationToken),
            "parent",
            Retry,
            queue: ParentQueue,
            maxDuration: MaxDuration);
        var host = await SimulatedHost.StartAsync(
            thread,
            task,
            over ?? Store,
            runnel =>
            {
                Configure?.Invoke(runnel);
                configure?.Invoke(runnel);
            },
            executesChildren ? [child, .. Others] : Others);
        return started = new FamilyHost(host, child, Store);
    }

    /// <summary>Lets children with this payload go on, those that come later too.</summary>
    public void Release(string text)
    {
        released.Add(text);
        foreach (var (_, gate) in held.Where(held => held.Text == text).ToList())
        {
            gate.TrySetResult();
        }
    }

    private async Task<Reply> RunChildAsync(Question question, CancellationToken cancellationToken)
    {
        Begun.Add(question.Text);
        if (question.Text.StartsWith("hold", StringComparison.Ordinal) && !released.Contains(question.Text))
        {
            var gate = new TaskCompletionSource();
            held.Add((question.Text, gate));
            await using var registration = cancellationToken.UnsafeRegister(_ => gate.TrySetCanceled(cancellationToken), state: null);
            try
            {
                await gate.Task;
            }
            catch (OperationCanceledException)
            {
                Canceled.Add(question.Text);
                throw;
            }
        }

        if (question.Text.StartsWith("fail", StringComparison.Ordinal))
        {
            throw new AbortRunException(question.Text);
        }

        Returned.Add(question.Text);
        return new Reply(question.Text);
    }
}

/// <summary>One host of a <see cref="Family"/>.</summary>
internal sealed record FamilyHost(SimulatedHost Host, TestTask Child, IRunStore Store)
{
    public TestTask.Client Parents => Host.Client;

    public TestTask.Client Children => Host.ClientOf(Child);

    public IRunnelClient Runnel => Host.Runnel;

    /// <summary>The children of a run, oldest first.</summary>
    public async Task<List<RunHead>> ChildrenOfAsync(string parentId) =>
        [.. (await Store.ListAsync(new RunQuery { ParentId = parentId, Limit = 1000 }, default)).Reverse()];

    /// <summary>How the children of a run stand, in the order in which its log tells of them.</summary>
    public async Task<List<RunStatus>> InOrderOfTriggerAsync(string parentId)
    {
        var statuses = new List<RunStatus>();
        foreach (var child in (await RunState.ReadAsync(Store, parentId, "parent", long.MaxValue, default)).Children.Values)
        {
            statuses.Add((await Store.GetAsync(child.RunId, default))!.Status);
        }

        return statuses;
    }

    public async Task<List<RunStatus>> StatusesAsync(string parentId) => [.. (await ChildrenOfAsync(parentId)).Select(child => child.Status)];
}

internal static class FamilyCalls
{
    /// <summary>Triggers a child, waits for it, and gives its text, or how it ended.</summary>
    public static async Task<string> AskAsync(
        this TestTask.Client children, string text, TriggerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await children.TriggerAndWaitAsync(new Question(text), options, cancellationToken);
        return result.IsSuccess ? result.Output!.Text : result.Status.ToString();
    }
}
