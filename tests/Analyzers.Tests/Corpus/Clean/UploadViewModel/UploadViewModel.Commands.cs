using Runnel;

namespace Alpine.Photos;

public sealed partial class UploadViewModel
{
    private RunHandle<int, Import.StreamPart>? run;

    public bool CanCancel => run is not null;

    public async Task ImportAsync(string folder, CancellationToken cancellationToken)
    {
        if (run is not null)
        {
            return;
        }

        run = await import.TriggerAsync(new Album(folder), cancellationToken: cancellationToken);
        try
        {
            await foreach (var part in run.SubscribeAsync(cancellationToken: cancellationToken))
            {
                Apply(part);
            }
        }
        finally
        {
            run = null;
        }
    }

    public Task CancelAsync() => run?.CancelAsync() ?? Task.CompletedTask;
}
