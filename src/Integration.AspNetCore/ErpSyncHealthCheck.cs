using System.Globalization;
using ErpSync.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ErpSync.AspNetCore;

/// <summary>
/// Healthy while the store answers and every connection and flow works; degraded while a connection refuses our credentials, a flow is stopped or
/// cases are open; unhealthy when the store does not answer.
/// </summary>
/// <param name="erpSync">Operations.</param>
public sealed class ErpSyncHealthCheck(IErpSync erpSync) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        SyncOverview overview;
        try
        {
            overview = await erpSync.OverviewAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(HealthStatus.Unhealthy, "The ErpSync store does not answer.", exception);
        }

        var counts = overview.Counts;
        var facts = new Dictionary<string, object>
        {
            ["accepted"] = counts.Accepted,
            ["applied"] = counts.Applied,
            ["unchanged"] = counts.Unchanged,
            ["superseded"] = counts.Superseded,
            ["waiting"] = counts.Waiting,
            ["cases"] = counts.Cased,
            ["openCases"] = counts.OpenCases,
        };
        var problems = overview.Connections.Where(connection => connection.IsRefused).Select(connection => $"connection '{connection.Id}' refuses our credentials")
            .Concat(overview.StoppedFlows.Select(stopped => $"'{stopped.Key}' is stopped ({stopped.Value})"))
            .Concat(overview.Connections.Where(connection => connection.HasLimits).Select(connection =>
                $"connection '{connection.Id}' works with limits ({string.Join(", ", connection.Findings.Select(finding => finding.Code).Distinct(StringComparer.Ordinal))})"))
            .Concat(counts.OpenCases > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{counts.OpenCases} open cases")] : []).ToList();
        return problems.Count == 0
            ? HealthCheckResult.Healthy("ErpSync works.", facts)
            : HealthCheckResult.Degraded($"ErpSync works with limits: {string.Join("; ", problems)}.", data: facts);
    }
}
