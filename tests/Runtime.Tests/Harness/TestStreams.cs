using Runnel.Streams;

namespace Runnel.Tests.Harness;

/// <summary>What the generator would make of a <c>[Streams]</c> record; the runtime is tested without it.</summary>
internal sealed record TestStreams(TaskStream<string> Text, TaskStream<int> Numbers) : IStreamSet<TestStreams>
{
    public static TestStreams Create(TaskStreams streams) => new(streams.Open<string>("text"), streams.Open<int>("numbers"));
}
