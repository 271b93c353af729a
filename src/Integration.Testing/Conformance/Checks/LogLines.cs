using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ErpSync.Testing.Conformance;

/// <summary>Keeps the log lines of a connector.</summary>
internal sealed class LogLines : ILoggerFactory, ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Text)> Seen { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Seen.Enqueue((logLevel, formatter(state, exception)));

    public void Dispose()
    {
    }
}
