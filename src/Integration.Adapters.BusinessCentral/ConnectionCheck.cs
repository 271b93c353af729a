using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Adapters.BusinessCentral.Customers;
using ErpSync.Adapters.BusinessCentral.Journals;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral;

/// <summary>Looks whether token, company, the most needed permissions, the journals and the configured customers work: at most seven small requests, no side effects.</summary>
internal sealed class ConnectionCheck(BcClient client, BcCompany company, BusinessCentralOptions options)
{
    public async ValueTask<ConnectionReport> RunAsync(CancellationToken ct)
    {
        try
        {
            await client.CompanyAsync(ct).ConfigureAwait(false);
            await company.LocalCurrencyAsync(ct).ConfigureAwait(false);
            await client.ListAsync(BcQuery.Set(BcSets.SalesOrders) with { Select = BcFields.Id, Top = 1 }, ct).ConfigureAwait(false);
            var findings = await JournalsAsync(ct).ConfigureAwait(false);
            findings.AddRange(await GeneralJournalAsync(ct).ConfigureAwait(false));
            findings.AddRange(await CustomersAsync(ct).ConfigureAwait(false));
            var state = findings.Count == 0 ? ConnectionState.Ok : ConnectionState.Degraded;
            if (options.WebhookClientState is null)
            {
                findings.Add(new ConnectionFinding("bc.no-notifications", "Notifications are off; changes are found by sweeps only.", "Set WebhookClientState to a long random value."));
            }

            return new ConnectionReport(state, findings);
        }
        catch (BcException failure)
        {
            return new ConnectionReport(State(failure), [new ConnectionFinding(failure.Fault.Code, failure.Fault.Message, failure.Fault.Hint)]);
        }
    }

    private async Task<List<ConnectionFinding>> JournalsAsync(CancellationToken ct)
    {
        var codes = options.PaymentJournals.Values.Concat(options.RefundJournals.Values).Select(code => code.Trim().ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
        if (codes.Count == 0)
        {
            return [];
        }

        var query = BcQuery.Set(BcSets.CustomerPaymentJournals) with { Filter = BcQuery.Any(BcFields.Code, codes), Select = $"{BcFields.Code},{BcFields.BalancingAccountNumber}" };
        var known = (await client.ListAsync(query, ct).ConfigureAwait(false)).ToDictionary(row => row.Text(BcFields.Code), row => row.Text(BcFields.BalancingAccountNumber), StringComparer.OrdinalIgnoreCase);
        return [.. codes.Where(code => !known.TryGetValue(code, out var account) || account.Length == 0).Select(code => known.ContainsKey(code)
            ? new ConnectionFinding("bc.journal-unbalanced", $"The customer payment journal '{code}' has no balancing account; payments cannot be posted.", "Give the journal batch the clearing account of its gateway.")
            : new ConnectionFinding("bc.journal-missing", $"Business Central has no customer payment journal '{code}'.", "Create the journal batch with its balancing account, or correct PaymentJournals."))];
    }

    /// <summary>Customers that the options name: without them every guest order, or every new customer, is a case.</summary>
    private async Task<IEnumerable<ConnectionFinding>> CustomersAsync(CancellationToken ct)
    {
        var named = new (string? Number, Func<string, BcException> Missing)[]
        {
            (options.GuestCustomerNumber, static number => MissingCustomer.Guest(number)), (options.CustomerTemplateNumber, MissingCustomer.Template),
        }.Where(static one => !string.IsNullOrWhiteSpace(one.Number)).Select(static one => (Number: one.Number!.Trim().ToUpperInvariant(), one.Missing)).ToList();
        if (named.Count == 0)
        {
            return [];
        }

        var query = BcQuery.Set(BcSets.Customers) with { Filter = BcQuery.Any(BcFields.Number, named.Select(static one => one.Number).Distinct(StringComparer.Ordinal)), Select = BcFields.Number };
        var known = (await client.ListAsync(query, ct).ConfigureAwait(false)).Select(static row => row.Text(BcFields.Number)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return named.Where(one => !known.Contains(one.Number)).Select(static one => one.Missing(one.Number).Fault).Select(static fault => new ConnectionFinding(fault.Code, fault.Message, fault.Hint));
    }

    private async Task<IEnumerable<ConnectionFinding>> GeneralJournalAsync(CancellationToken ct) =>
        options.GeneralJournal is { } code && JournalBatch.Problem(code, await client.ListAsync(JournalBatch.Query(code), ct).ConfigureAwait(false)) is { Fault: var fault }
            ? [new ConnectionFinding(fault.Code, fault.Message, fault.Hint)]
            : [];

    private static ConnectionState State(BcException failure) => failure.Fault switch
    {
        { Code: "bc.company-not-found" or "bc.internal-company-not-found" } => ConnectionState.Misconfigured,
        { Kind: FaultKind.Unauthorized } => ConnectionState.Unauthorized,
        { Kind: FaultKind.Transient } => ConnectionState.Unreachable,
        { Kind: FaultKind.Throttled } => ConnectionState.Degraded,
        _ => ConnectionState.Misconfigured,
    };
}
