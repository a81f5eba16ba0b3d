using Runnel;

namespace Hasty.Forum;

public sealed record Post(int Id, string Text);

public sealed record Verdict(string Rule, bool Violated);

[Streams]
public sealed partial record ModerationStreams(TaskStream<Verdict> Verdicts, TaskStream<string> Explanation);

public interface IModerator
{
    IAsyncEnumerable<Verdict> CheckAsync(string text, CancellationToken cancellationToken);

    IAsyncEnumerable<string> ExplainAsync(string text, CancellationToken cancellationToken);
}

[Task("moderate-post")]
public sealed partial class ModeratePost(IModerator moderator)
{
    public async Task<bool> RunAsync(Post post, ModerationStreams streams, CancellationToken cancellationToken)
    {
        streams.Explanation.Pipe(moderator.ExplainAsync(post.Text, cancellationToken));
        var verdicts = streams.Verdicts.Pipe(moderator.CheckAsync(post.Text, cancellationToken));
        var violated = false;
        var task = verdicts.Completion.ContinueWith(_ => violated = true); // review: whatever completed, even with an exception, is a violation; read the verdicts
        await task;
        return violated;
    }
}

public sealed class Moderation(ModeratePost.TaskClient moderate, IRunnelClient runs)
{
    public async Task<bool> IsAllowedAsync(Post post)
    {
        var run = await moderate.TriggerAsync(post);
        await foreach (var part in run.SubscribeAsync())
        {
            if (part is ModeratePost.StreamPart.Verdicts({ Violated: true }))
            {
                return false;
            }
            else if (part is ModeratePost.StreamPart.Run({ Output: false })) // review: Output is false from the first part on, long before the task returned; look at HasOutput or Status
            {
                return true;
            }
        }

        return true; // review: a run that failed allows everything
    }

    public async Task<int> PendingAsync() => (await runs.ListAsync(new RunQuery { TaskId = "moderate-posts" })).Count; // review: the task is called "moderate-post"; this is always 0

    public Task StopAsync(string id) => moderate.TriggerAsync(new Post(0, id)); // review: the handle is dropped, and this triggers another run instead of canceling one
}
