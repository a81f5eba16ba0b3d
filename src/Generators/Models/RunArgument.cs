namespace Runnel.Generators.Models;

/// <summary>One argument of the call to a task's method.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Name">The type of the streams, or the member of the arguments; else empty.</param>
internal sealed record RunArgument(RunArgumentKind Kind, string Name = "");

internal enum RunArgumentKind
{
    Payload,
    Member,
    Streams,
    Context,
    CancellationToken,
}
