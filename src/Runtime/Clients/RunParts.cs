using Runnel.Definitions;
using Runnel.Storage;

namespace Runnel.Clients;

/// <summary>One run's log as the parts of a union. Each enumeration follows the run anew.</summary>
/// <param name="connection">Where the log is.</param>
/// <param name="contract">The union and its types.</param>
/// <param name="readHead">Finds the run; called when an enumeration begins.</param>
/// <param name="options">Where to begin.</param>
/// <param name="cancellationToken">Ends every enumeration.</param>
internal sealed class RunParts<TPayload, TOutput, TPart>(
    RunConnection connection,
    TaskContract<TPayload, TOutput, TPart> contract,
    Func<CancellationToken, ValueTask<RunHead>> readHead,
    SubscribeOptions? options,
    CancellationToken cancellationToken) : IAsyncEnumerable<TPart>
    where TPayload : notnull
    where TPart : class
{
    public IAsyncEnumerator<TPart> GetAsyncEnumerator(CancellationToken enumerationToken = default)
    {
        var both = cancellationToken.CanBeCanceled && enumerationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enumerationToken)
            : null;
        var token = both?.Token ?? (cancellationToken.CanBeCanceled ? cancellationToken : enumerationToken);
        return new RunPartEnumerator<TPayload, TOutput, TPart>(connection, contract, readHead, options, token, both);
    }
}
