using Microsoft.Extensions.Logging;

namespace Runnel.Diagnostics;

/// <summary>The host's loggers, for the engine's own use. A provider that throws, on a disk that is full, must not stop what is being logged about.</summary>
internal sealed class ForgivingLoggers(ILoggerFactory loggers) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new ForgivingLogger(loggers.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    // The host's to dispose of.
    public void Dispose()
    {
    }

    private sealed class ForgivingLogger(ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logger.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            try
            {
                logger.Log(logLevel, eventId, state, exception, formatter);
            }
            catch (Exception)
            {
                // There is nobody left to tell.
            }
        }
    }
}
