using System.Text.Json;

namespace Runnel.OpenAI;

/// <summary>Says in clear what the OpenAI package only hints at.</summary>
internal static class ResponseFailure
{
    /// <summary>Whether the exception does not tell what happened.</summary>
    public static bool IsUnclear(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AggregateException tries => cancellationToken.IsCancellationRequested || tries.InnerExceptions.All(failure => failure is OperationCanceledException),
        JsonException or ArgumentOutOfRangeException or FormatException or KeyNotFoundException => true,
        _ => false,
    };

    /// <summary>The exception to throw instead.</summary>
    public static Exception Explain(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        // Cancelled after a failed try, the package tells of both.
        AggregateException when cancellationToken.IsCancellationRequested =>
            new OperationCanceledException("The request was cancelled.", exception, cancellationToken),

        // The package's network timeout cancels, which nobody asked for.
        OperationCanceledException or AggregateException => new TimeoutException(
            "The server did not answer, or sent nothing more, within the client's network timeout (OpenAIClientOptions.NetworkTimeout, 100 s unless set).",
            exception),

        // In its own code it meets a value that it has no name for, or no JSON at all.
        _ => new InvalidDataException($"The server's response is none that the OpenAI package can read: {exception.Message}", exception),
    };
}
