using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Runnel.Testing.Simulation;

internal sealed record RecordedLog(LogLevel Level, string Category, string Message, Exception? Exception, IReadOnlyDictionary<string, object?> Scope);

/// <summary>Keeps what is logged, with the values of its scopes.</summary>
internal sealed class RecordedLogs : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<RecordedLog> All { get; } = new();

    public void AddTo(IServiceCollection services) => services.AddLogging(logging => logging.AddProvider(this));

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    /// <summary>The warnings and errors, for the message of a test that fails.</summary>
    public override string ToString() => string.Join('\n', All.Where(log => log.Level >= LogLevel.Warning).Select(log => $"{log.Level}: {log.Message} {log.Exception}"));

    public void Dispose()
    {
    }

    private sealed class Recorder(RecordedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = new Dictionary<string, object?>();
            logs.scopes.ForEachScope((scope, all) =>
            {
                foreach (var (key, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
                {
                    all[key] = value;
                }
            }, values);
            logs.All.Enqueue(new RecordedLog(logLevel, category, formatter(state, exception), exception, values));
        }
    }
}
