using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Adapters.BusinessCentral.Customers;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>
/// Finds out what a refused document refers to that is missing or blocked, so that the fault names the line. The service's own text is
/// translated and often names no line; this costs requests only after a refusal.
/// </summary>
internal sealed class DocumentDiagnosis(BcClient client, BcCompany company, BusinessCentralOptions options)
{
    private const int Chunk = 30;

    public Task<BcException> ExplainAsync(BcException refused, WantedDocument wanted, CancellationToken ct) => OrItselfAsync(refused, async () =>
        await CustomerAsync(wanted, ct).ConfigureAwait(false)
        ?? await CurrencyAsync(wanted, ct).ConfigureAwait(false)
        ?? await LinesAsync(wanted, WantedLine.Item, BcSets.Items, "item", ct).ConfigureAwait(false)
        ?? await LinesAsync(wanted, WantedLine.Account, BcSets.Accounts, "account", ct).ConfigureAwait(false)
        ?? await GoneAsync(refused, wanted, ct).ConfigureAwait(false));

    /// <summary>The same for an answer that says only that something is not there.</summary>
    public Task<BcException> ExplainGoneAsync(BcException refused, WantedDocument wanted, CancellationToken ct) => OrItselfAsync(refused, () => GoneAsync(refused, wanted, ct));

    private static async Task<BcException> OrItselfAsync(BcException refused, Func<Task<BcException?>> why)
    {
        try
        {
            return await why().ConfigureAwait(false) ?? refused;
        }
        catch (BcException)
        {
            // The question why could not be answered; the refusal itself still stands.
            return refused;
        }
    }

    /// <summary>Ids of locations and variants are remembered: one that was removed or made anew since is looked up by the next attempt.</summary>
    private async Task<BcException?> GoneAsync(BcException refused, WantedDocument wanted, CancellationToken ct)
    {
        var locations = wanted.Lines.Select(static line => line.Location).OfType<Guid>().Distinct().ToList();
        var variants = wanted.Lines.Select(static line => line.Variant).OfType<Guid>().Distinct().ToList();
        return await company.ForgetGoneAsync(locations, variants, ct).ConfigureAwait(false)
            ? BcException.Of(FaultKind.Conflict, "bc.reference-gone", $"A location or variant of document {wanted.ExternalNumber} was removed or made anew in Business Central: {refused.Fault.Message}",
                "It is looked up again; if it stays so, create it or correct the mapping.", "lines")
            : null;
    }

    private async Task<BcException?> CustomerAsync(WantedDocument wanted, CancellationToken ct)
    {
        var number = wanted.Header[BcFields.CustomerNumber]!.GetValue<string>();
        var query = BcQuery.Set(BcSets.Customers) with { Filter = BcQuery.Eq(BcFields.Number, number), Select = $"{BcFields.Number},{BcFields.Blocked}" };
        var rows = await client.ListAsync(query, ct).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return MissingCustomer.Of(options, wanted.Document.Customer, number, "customer");
        }

        return rows[0].Text(BcFields.Blocked) is "All" or "Invoice" or "Ship"
            ? BcException.Of(FaultKind.Rejected, "bc.customer-blocked", $"Customer {number} is blocked ({rows[0].Text(BcFields.Blocked)}).", "Unblock the customer in Business Central and retry.", "customer")
            : null;
    }

    private async Task<BcException?> CurrencyAsync(WantedDocument wanted, CancellationToken ct)
    {
        var code = wanted.Header[BcFields.CurrencyCode]!.GetValue<string>();
        if (code == (await company.LocalCurrencyAsync(ct).ConfigureAwait(false)).Code)
        {
            return null;
        }

        var query = BcQuery.Set(BcSets.Currencies) with { Filter = BcQuery.Eq(BcFields.Code, code), Select = BcFields.Code };
        return (await client.ListAsync(query, ct).ConfigureAwait(false)).Count > 0 ? null : BcException.Of(
            FaultKind.Invalid, "bc.currency-missing", $"Business Central has no currency {code}, in which document {wanted.ExternalNumber} is.",
            "Create the currency with an exchange rate, or let documents be written in the other currency of the order (DocumentSettings.CurrencyHandling); then retry.", "currency");
    }

    private async Task<BcException?> LinesAsync(WantedDocument wanted, string lineType, string set, string field, CancellationToken ct)
    {
        var numbers = wanted.Lines.Where(line => line.LineType == lineType).Select(line => line.Object).Distinct(StringComparer.Ordinal).ToList();
        var known = new Dictionary<string, BcEntity>(StringComparer.OrdinalIgnoreCase);
        foreach (var chunk in numbers.Chunk(Chunk))
        {
            var query = BcQuery.Set(set) with { Filter = BcQuery.Any(BcFields.Number, chunk), Select = $"{BcFields.Number},{BcFields.Blocked}" };
            foreach (var row in await client.ListAsync(query, ct).ConfigureAwait(false))
            {
                known[row.Text(BcFields.Number)] = row;
            }
        }

        foreach (var line in wanted.Lines.Where(line => line.LineType == lineType))
        {
            if (!known.TryGetValue(line.Object, out var row))
            {
                return lineType == WantedLine.Item ? company.Missing("bc.item-missing", $"Business Central has no item {line.Object}.", "item", $"{line.Field}.item")
                    : BcException.Of(FaultKind.Invalid, $"bc.{field}-missing", $"Business Central has no {field} {line.Object}.", $"Create the {field} or correct the mapping.", $"{line.Field}.{field}");
            }

            if (row.Flag(BcFields.Blocked))
            {
                return BcException.Of(FaultKind.Rejected, $"bc.{field}-blocked", $"The {field} {line.Object} is blocked.", $"Unblock the {field} in Business Central and retry.", $"{line.Field}.{field}");
            }
        }

        return null;
    }
}
