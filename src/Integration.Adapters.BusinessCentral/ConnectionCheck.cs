using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral;

/// <summary>Looks whether token, company and the most needed permissions work: at most four small requests, no side effects.</summary>
internal sealed class ConnectionCheck(BcClient client, BcCompany company, BusinessCentralOptions options)
{
    public async ValueTask<ConnectionReport> RunAsync(CancellationToken ct)
    {
        try
        {
            await client.CompanyAsync(ct).ConfigureAwait(false);
            await company.LocalCurrencyAsync(ct).ConfigureAwait(false);
            await client.ListAsync(BcQuery.Set(BcSets.SalesOrders) with { Select = BcFields.Id, Top = 1 }, ct).ConfigureAwait(false);
            ConnectionFinding[] findings = options.WebhookClientState is null
                ? [new ConnectionFinding("bc.no-notifications", "Notifications are off; changes are found by sweeps only.", "Set WebhookClientState to a long random value.")]
                : [];
            return new ConnectionReport(ConnectionState.Ok, findings);
        }
        catch (BcException failure)
        {
            return new ConnectionReport(State(failure), [new ConnectionFinding(failure.Fault.Code, failure.Fault.Message, failure.Fault.Hint)]);
        }
    }

    private static ConnectionState State(BcException failure) => failure.Fault switch
    {
        { Code: "bc.company-not-found" or "bc.internal-company-not-found" } => ConnectionState.Misconfigured,
        { Kind: FaultKind.Unauthorized } => ConnectionState.Unauthorized,
        { Kind: FaultKind.Transient } => ConnectionState.Unreachable,
        { Kind: FaultKind.Throttled } => ConnectionState.Degraded,
        _ => ConnectionState.Misconfigured,
    };
}
