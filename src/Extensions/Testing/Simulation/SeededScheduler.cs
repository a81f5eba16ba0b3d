using System.Buffers.Binary;
using Runnel.Scheduling;

namespace Runnel.Testing.Simulation;

/// <summary>Runs work on one thread, in an order that its seed decides.</summary>
internal sealed class SeededScheduler(int seed) : IScheduler
{
    private readonly List<(Action<object?> Work, object? State)> ready = [];
    private volatile string? leak;
    private readonly int thread = Environment.CurrentManagedThreadId;

    public Random Random { get; } = new(seed);

    public bool IsSimulated => true;

    public int Steps { get; private set; }

    /// <summary>The engine's ids come from the seed as well, so that a replay is the same to the last byte.</summary>
    public Guid NewId(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.NextBytes(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (now.ToUnixTimeMilliseconds() << 16) | 0x7000 | (bytes[7] & 0x0FFFL));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    public void Schedule(Action<object?> work, object? state)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            // Not thrown here: whoever calls from elsewhere may have nobody to catch it.
            leak = "Something has left the simulation's thread. Do several await one task?\n" + Environment.StackTrace;
            return;
        }

        ready.Add((work, state));
    }

    /// <summary>Runs one of the work items that are ready, if there is one.</summary>
    public bool RunOne()
    {
        ThrowIfLeft();
        if (ready.Count == 0)
        {
            return false;
        }

        Steps++;
        var index = Random.Next(ready.Count);
        var (work, state) = ready[index];
        ready.RemoveAt(index);
        work(state);
        return true;
    }

    /// <summary>Fails where something has gone on elsewhere, so that the seed did not decide its order.</summary>
    public void ThrowIfLeft()
    {
        if (leak is not null)
        {
            throw new InvalidOperationException(leak);
        }
    }
}
