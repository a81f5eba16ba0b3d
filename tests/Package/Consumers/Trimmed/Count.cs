using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using Runnel;

namespace Trimmed;

public sealed record Limits(int From, int To);

public sealed record Tick(int Number, string Name);

public sealed record Total(int Sum);

[Streams]
public sealed partial record CountStreams(TaskStream<Tick> Ticks, TaskStream<ChatResponseUpdate> Updates);

[Task("count")]
public sealed partial class Count(TimeProvider time)
{
    public async ValueTask<Total> RunAsync(Limits limits, CountStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        var sum = 0;
        for (var number = limits.From; number <= limits.To; number++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), time, cancellationToken);
            await streams.Ticks.WriteAsync(new Tick(number, $"tick {number}"), cancellationToken);
            await streams.Updates.WriteAsync(new ChatResponseUpdate(ChatRole.Assistant, $"update {number}"), cancellationToken);
            sum += number;
        }

        return new Total(sum);
    }
}

/// <summary>A payload that Runnel generates needs no entry in <see cref="Json"/>; its members are the framework's own types.</summary>
[Task("repeat")]
public sealed partial class Repeat
{
    public string Run(string text, int times = 2) => string.Concat(Enumerable.Repeat(text, times));
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Limits))]
[JsonSerializable(typeof(Tick))]
[JsonSerializable(typeof(Total))]
internal sealed partial class Json : JsonSerializerContext;
