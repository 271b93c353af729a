using System.Collections.Concurrent;
using ErpSync.Connectors;
using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <summary>What checks and subscriptions last found: logged when it is new, shown in the overview.</summary>
internal sealed class ConnectionFindings(ILogger<ConnectionFindings> logger)
{
    private readonly ConcurrentDictionary<(string Connection, string Topic), (bool Limits, IReadOnlyList<ConnectionFinding> Findings)> _latest = new();

    /// <summary>Replaces what was found on a topic before.</summary>
    /// <param name="connection">Connection id.</param>
    /// <param name="topic">Who looked.</param>
    /// <param name="limits">True when the connection works with limits.</param>
    /// <param name="findings">Findings.</param>
    public void Show(string connection, string topic, bool limits, IReadOnlyList<ConnectionFinding> findings)
    {
        var known = _latest.TryGetValue((connection, topic), out var before) ? before.Findings : [];
        foreach (var finding in findings.Except(known))
        {
            EngineLog.Found(logger, connection, finding.Code, finding.Message, finding.Hint);
        }

        _latest[(connection, topic)] = (limits, findings);
    }

    public IReadOnlyList<ConnectionFinding> Of(string connection) =>
        [.. _latest.Where(entry => entry.Key.Connection == connection).OrderBy(entry => entry.Key.Topic, StringComparer.Ordinal).SelectMany(entry => entry.Value.Findings)];

    public bool LimitsOf(string connection) => _latest.Any(entry => entry.Key.Connection == connection && entry.Value.Limits);
}
