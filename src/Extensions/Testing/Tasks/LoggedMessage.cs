using Microsoft.Extensions.Logging;

namespace Runnel.Testing;

/// <summary>What was logged in a <see cref="RunnelTestHost"/>.</summary>
/// <param name="Level">How grave it is.</param>
/// <param name="Category">Who logged it: the full name of a type, as a rule.</param>
/// <param name="Message">The message, formatted.</param>
/// <param name="Exception">The exception that it tells of.</param>
/// <param name="Scope">The values of the scopes it was logged in; within a task these are its run's: <c>RunId</c>, <c>TaskId</c> and <c>Attempt</c>.</param>
public sealed record LoggedMessage(
    LogLevel Level, string Category, string Message, Exception? Exception, IReadOnlyDictionary<string, object?> Scope)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Level} {Category}: {Message}{(Exception is null ? "" : $" {Exception}")}";
}
