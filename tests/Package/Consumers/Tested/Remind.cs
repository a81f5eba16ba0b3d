using Runnel;

namespace Tested;

public sealed record Reminder(string Text, int Times);

[Streams]
public sealed partial record RemindStreams(TaskStream<string> Words);

[Task("remind", MaxAttempts = 2)]
public sealed partial class Remind
{
    public async Task<int> RunAsync(Reminder reminder, RemindStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        for (var time = 0; time < reminder.Times; time++)
        {
            await streams.Words.WriteAsync($"{reminder.Text} {time}", cancellationToken);
        }

        return context.Attempt == 1 ? throw new InvalidOperationException("not yet") : reminder.Times;
    }
}
