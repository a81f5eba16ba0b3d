namespace Runnel;

/// <summary>What went wrong, in a form that can be stored and read elsewhere.</summary>
/// <param name="Type">The exception's full type name.</param>
/// <param name="Message">The exception's message, at most 4,096 characters.</param>
/// <param name="Details">
/// The exception with its inner ones and where they happened, for people, at most 16,384 characters; <see langword="null"/> where it is not known.
/// </param>
public sealed record TaskError(string Type, string Message, string? Details = null)
{
    private const int MaxMessage = 4 * 1024;
    private const int MaxDetails = 16 * 1024;

    /// <summary>Describes an exception.</summary>
    public static TaskError From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var type = exception.GetType().FullName ?? exception.GetType().Name;
        try
        {
            return new(type, Shorten(exception.Message, MaxMessage), Shorten(exception.ToString(), MaxDetails));
        }
        catch (Exception other)
        {
            return new(type, $"The exception's own message could not be read: it threw {other.GetType()}.");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type}: {Message}";

    private static string Shorten(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");
}
