using Part = Runnel.Benchmarks.Suites.Sqlite.Latency.PacedFeed.StreamPart;

namespace Runnel.Benchmarks.Suites.Sqlite.Latency;

/// <summary>Follows a run with the generated union, and notes how old each chunk is when it comes.</summary>
internal static class StampReader
{
    /// <summary>Reads until all chunks came.</summary>
    /// <param name="parts">The run.</param>
    /// <param name="chunks">How many chunks it writes.</param>
    /// <param name="reportLive">Called when the task executes and everything before was seen.</param>
    /// <returns>Their ages.</returns>
    public static async Task<long[]> ReadAsync(IAsyncEnumerable<Part> parts, int chunks, Action reportLive)
    {
        var (read, ages) = (0, new long[chunks]);
        await foreach (var part in parts)
        {
            switch (part)
            {
                case Part.Run({ Status: RunStatus.Executing }) when read == 0:
                    reportLive();
                    break;
                case Part.Stamps(var stamp):
                    ages[read++] = stamp.Age();
                    if (read == chunks)
                    {
                        return ages;
                    }

                    break;
            }
        }

        throw new InvalidOperationException($"The run ended after {read} of {chunks} chunks.");
    }
}
