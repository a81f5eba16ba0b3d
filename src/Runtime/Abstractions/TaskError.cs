namespace Runnel;

/// <summary>What went wrong, in a form that can be stored and read elsewhere.</summary>
/// <param name="Type">The exception's full type name.</param>
/// <param name="Message">The exception's message.</param>
/// <param name="StackTrace">Where it happened, for people; <see langword="null"/> where it is not known.</param>
public sealed record TaskError(string Type, string Message, string? StackTrace = null)
{
    /// <summary>Describes an exception.</summary>
    public static TaskError From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new(exception.GetType().FullName ?? exception.GetType().Name, exception.Message, exception.ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type}: {Message}";
}
