using ErpSync.Connectors;
using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <summary>Looks after connections: checks them at the start and from time to time, and keeps their webhook subscriptions.</summary>
internal sealed class ConnectionCare(RecordReader reader, FaultDesk desk, ConnectionFindings findings, TimeProvider time, ILogger<ConnectionCare> logger)
{
    private const string Check = "check";

    /// <summary>Checks a connection; closes it when its credentials are refused and opens it when they are not.</summary>
    /// <returns>When to check again.</returns>
    /// <exception cref="ConnectorException">It does not answer, or it is set up wrongly.</exception>
    public async ValueTask<TimeSpan> CheckAsync(Connection connection, CancellationToken ct)
    {
        var options = connection.Gate.Options;
        using var limit = new CancellationTokenSource(options.CallTimeout, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        ConnectionReport report;
        try
        {
            report = await connection.Connector.CheckAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new ConnectorException(FaultOf(connection, new ConnectionReport(ConnectionState.Unreachable, []), FaultKind.Transient), late);
        }

        findings.Show(connection.Id, Check, report.State == ConnectionState.Degraded, report.Findings);
        switch (report.State)
        {
            case ConnectionState.Ok or ConnectionState.Degraded:
                desk.Accepted(connection.Id, connection.Gate.Accept());
                return options.CheckInterval;
            case ConnectionState.Unauthorized:
                if (connection.Gate.Refuse())
                {
                    await desk.RefusedAsync(connection.Id, FaultOf(connection, report, FaultKind.Unauthorized), ct).ConfigureAwait(false);
                }

                return options.RecheckInterval;
            default:
                throw new ConnectorException(FaultOf(connection, report, report.State == ConnectionState.Unreachable ? FaultKind.Transient : FaultKind.Rejected));
        }
    }

    /// <summary>Creates, repairs and renews the webhook subscriptions of a connection.</summary>
    /// <returns>When to look again.</returns>
    public async ValueTask<TimeSpan> KeepSubscriptionsAsync(Connection connection, IWebhookRegistrar registrar, Uri address, CancellationToken ct)
    {
        SubscriptionReport? report = null;
        var callback = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{connection.Id}");
        await reader.CallAsync(
            connection, ConnectionPart.Subscriptions, async token => report = await registrar.EnsureSubscriptionsAsync(callback, token).ConfigureAwait(false), ct).ConfigureAwait(false);
        EngineLog.SubscriptionsKept(logger, connection.Id, report!.Wanted, report.Created, report.Repaired);
        findings.Show(connection.Id, ConnectionPart.Subscriptions, report.Findings.Count > 0, report.Findings);
        return report.CheckAgainAfter;
    }

    private static Fault FaultOf(Connection connection, ConnectionReport report, FaultKind kind)
    {
        var word = report.State.ToString().ToLowerInvariant();
        var first = report.Findings.Count > 0 ? report.Findings[0] : new ConnectionFinding($"connection.{word}", $"The check of connection '{connection.Id}' says that it is {word}.");
        return new Fault(kind, first.Code, first.Message) { Hint = first.Hint, Connection = connection.Id, RetryAfter = connection.Gate.Options.RecheckInterval };
    }
}
