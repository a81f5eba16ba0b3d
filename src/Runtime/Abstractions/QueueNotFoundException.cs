namespace Runnel;

/// <summary>A run was to wait in a queue that no host has declared. No run was created.</summary>
public sealed class QueueNotFoundException : RunnelException
{
    internal QueueNotFoundException(string queue, IEnumerable<string> known)
        : base($"No host has declared the queue '{queue}'. Declared: {Join(known)}. Call AddQueue on the hosts that execute its runs, or on this one.") => Queue = queue;

    /// <summary>The queue's name.</summary>
    public string Queue { get; }

    private static string Join(IEnumerable<string> known)
    {
        var text = string.Join(", ", known.Order(StringComparer.Ordinal));
        return text.Length == 0 ? "none" : text;
    }
}
