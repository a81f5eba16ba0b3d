using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Contoso.Mail;

public sealed record MailMessage(string MessageId, string From, string Subject, string Body);

public sealed record Classification(string Folder, double Confidence);

public interface IMailbox
{
    Task<IReadOnlyList<MailMessage>> FetchUnseenAsync(CancellationToken cancellationToken);

    Task MarkSeenAsync(string messageId, CancellationToken cancellationToken);

    Task MoveAsync(string messageId, string folder, CancellationToken cancellationToken);
}

public interface IClassifier
{
    ValueTask<Classification> ClassifyAsync(MailMessage mail, CancellationToken cancellationToken);
}

[Task("file-mail", MaxAttempts = 5)]
public sealed partial class FileMail(IClassifier classifier, IMailbox mailbox, ILogger<FileMail> logger)
{
    public async Task<Classification> RunAsync(MailMessage mail, CancellationToken cancellationToken)
    {
        var classification = await classifier.ClassifyAsync(mail, cancellationToken);
        if (classification.Confidence >= 0.8)
        {
            await mailbox.MoveAsync(mail.MessageId, classification.Folder, cancellationToken);
        }
        else
        {
            logger.LogInformation("{MessageId} stays in the inbox: {Classification}", mail.MessageId, classification);
        }

        return classification;
    }
}

/// <summary>Looks for new mail. Each mail is filed by a run of its own, whatever happens to this process.</summary>
public sealed class MailboxWorker(IMailbox mailbox, FileMail.TaskClient fileMail, TimeProvider time, ILogger<MailboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await PollAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is IOException or RunnelException)
            {
                logger.LogError(exception, "The mailbox could not be read; trying again in {Interval}.", Interval);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        foreach (var mail in await mailbox.FetchUnseenAsync(cancellationToken))
        {
            var run = await fileMail.TriggerAsync(mail, new TriggerOptions { IdempotencyKey = mail.MessageId, Tags = ["mail"] }, cancellationToken);
            await mailbox.MarkSeenAsync(mail.MessageId, cancellationToken);
            logger.LogDebug("{MessageId} is filed by {RunId}.", mail.MessageId, run.Id);
        }
    }
}
