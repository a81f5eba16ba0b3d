namespace Runnel.Streams;

/// <summary>What a record annotated with <see cref="StreamsAttribute"/> is given by the generator.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface IStreamSet<TSelf>
    where TSelf : IStreamSet<TSelf>
{
    /// <summary>Opens the record's streams for one execution.</summary>
    static abstract TSelf Create(TaskStreams streams);
}
