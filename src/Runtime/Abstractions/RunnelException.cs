namespace Runnel;

/// <summary>The base of what Runnel throws.</summary>
public class RunnelException : Exception
{
    /// <summary>Creates the exception.</summary>
    public RunnelException()
    {
    }

    /// <summary>Creates the exception with a message that says what, where and how to mend it.</summary>
    public RunnelException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public RunnelException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
