using Part = Runnel.Benchmarks.Suites.Streams.Feed.StreamPart;

namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>Follows a run with the generated union, as a user's code does.</summary>
internal static class FeedSubscriber
{
    /// <summary>Reads until all chunks came; reports to the gate once it stands at the live end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="chunks">How many chunks it writes.</param>
    /// <param name="gate">Told when the task executes and everything before was seen.</param>
    /// <param name="hold">What to wait for before reading on.</param>
    public static async Task ReadAsync(RunHandle<NoOutput, Part> run, int chunks, StartingGate gate, Task hold)
    {
        var (read, characters) = (0, 0L);
        await foreach (var part in run.SubscribeAsync())
        {
            switch (part)
            {
                case Part.Run({ Status: RunStatus.Executing }) when read == 0:
                    gate.ReportReader();
                    await hold;
                    break;
                case Part.Text(var text):
                    characters += text.Length;
                    if (++read == chunks)
                    {
                        Check(characters, chunks);
                        return;
                    }

                    break;
            }
        }

        throw new InvalidOperationException($"The run ended after {read} of {chunks} chunks.");
    }

    public static void Check(long characters, int chunks)
    {
        if (characters != (long)chunks * Texts.Length)
        {
            throw new InvalidOperationException($"{characters} characters came, not {chunks} times {Texts.Length}.");
        }
    }
}
