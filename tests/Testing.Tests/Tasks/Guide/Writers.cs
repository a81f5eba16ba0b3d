using System.Runtime.CompilerServices;

namespace Runnel.Testing.Tests.Tasks.Guide;

/// <summary>Says the same each time.</summary>
internal sealed class FixedWriter(params IReadOnlyList<string> pieces) : IWriter
{
    public async IAsyncEnumerable<string> WriteAsync(string about, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var piece in pieces)
        {
            await Task.Yield();
            yield return piece;
        }
    }
}

/// <summary>Is out of order a few times, and takes its time when it is not.</summary>
internal sealed class SlowWriter(TimeProvider time, int failures = 0) : IWriter
{
    private int failuresLeft = failures;

    public async IAsyncEnumerable<string> WriteAsync(string about, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return "It ";
        await Task.Delay(TimeSpan.FromMinutes(1), time, cancellationToken);
        if (failuresLeft-- > 0)
        {
            throw new HttpRequestException("The writer is out.");
        }

        yield return "flows.";
    }
}
