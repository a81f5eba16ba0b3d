using Runnel.Crash.Roles;
using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks;

/// <summary>Does a portion, in a queue of few slots; some give theirs back in the middle and take one again.</summary>
[Task(Id, Queue = Narrow.Queue)]
public sealed partial class Portioning(Witnesses witnesses, CampaignBoard campaign)
{
    public const string Id = "portioning";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    public async Task<Piece> RunAsync(Portion portion, TaskContext context, CancellationToken cancellationToken)
    {
        using var witness = witnesses.Of(context);
        var half = TimeSpan.FromMilliseconds(portion.Milliseconds / 2.0);
        if (portion.IsPausing)
        {
            using (witness.Occupy(portion))
            {
                await Task.Delay(half, cancellationToken);
            }

            await context.DelayAsync(half, cancellationToken);
        }

        using (witness.Occupy(portion))
        {
            await Task.Delay(half, cancellationToken);
            while (portion.IsGated && campaign.OpenGates <= portion.Number)
            {
                await Task.Delay(Poll, cancellationToken);
            }
        }

        return new Piece(context.RunId, portion.Index, portion.ToText());
    }
}
