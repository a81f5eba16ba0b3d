using Runnel.Benchmarks.Suites.Streams;

namespace Runnel.Benchmarks.Suites.Sqlite.Writing;

/// <summary>The streams of <see cref="Writer"/>.</summary>
[Streams]
internal sealed partial record WriterStreams(TaskStream<string> Text);

/// <summary>How many chunks <see cref="Writer"/> is to write.</summary>
internal sealed record WriterOrder(int Chunks);

/// <summary>The task that is measured: it writes one chunk after the other, and is through when all of them are durable.</summary>
[Task("writer")]
internal sealed partial class Writer(StartingLine line)
{
    public async Task RunAsync(WriterOrder order, WriterStreams streams, CancellationToken cancellationToken)
    {
        await line.ArriveAsync();
        for (var chunk = 0; chunk < order.Chunks; chunk++)
        {
            await streams.Text.WriteAsync(Texts.Of(chunk), cancellationToken);
        }

        await streams.Text.FlushAsync(cancellationToken);
        line.Finish();
    }
}
