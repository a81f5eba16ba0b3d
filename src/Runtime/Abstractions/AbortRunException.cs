namespace Runnel;

/// <summary>Thrown by a task to fail its run at once, without further attempts.</summary>
/// <param name="message">Why trying again would not help.</param>
/// <param name="innerException">The cause, if there is one.</param>
public sealed class AbortRunException(string message, Exception? innerException = null) : RunnelException(message, innerException);
