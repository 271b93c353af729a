using System.Collections.Concurrent;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Payments;

/// <summary>
/// The journal of a payment: by gateway and currency, else by gateway alone. A payment line has no currency of its own; it takes the one of its journal's balancing
/// account. So a journal without a currency in its setting only takes the company's own.
/// </summary>
internal sealed class PaymentJournals(BcClient client, BcCompany company, BusinessCentralOptions options)
{
    private readonly ConcurrentDictionary<string, Guid> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The journal with this id was not there: it is looked up by its code again.</summary>
    public void Forget(Guid journal)
    {
        foreach (var (code, _) in _known.Where(known => known.Value == journal))
        {
            _known.TryRemove(code, out _);
        }
    }

    public async Task<Guid> OfAsync(PaymentEntry entry, CancellationToken ct)
    {
        if (entry.Amount.IsZero)
        {
            throw BcException.Of(FaultKind.Invalid, "bc.payment-zero", $"Payment {entry.TransactionId} has no amount.", "Only payments that moved money are booked.", "amount");
        }

        var received = entry.Amount.Amount > 0;
        var journals = received ? options.PaymentJournals : options.RefundJournals;
        var currency = entry.Amount.Currency;
        if (!journals.TryGetValue($"{entry.Gateway}@{currency.Code}", out var code)
            && !(journals.TryGetValue(entry.Gateway, out code) && currency == await company.LocalCurrencyAsync(ct).ConfigureAwait(false)))
        {
            throw received
                ? BcException.Of(FaultKind.Invalid, "bc.journal-unmapped", $"No payment journal is set for the gateway '{entry.Gateway}' in {currency.Code}.",
                    $"Add PaymentJournals[\"{entry.Gateway}\"] (or \"{entry.Gateway}@{currency.Code}\" for a currency that is not the company's), or name the gateway in GatewaysNotBooked; then retry.", "gateway")
                : BcException.Of(FaultKind.Rejected, "bc.refund-payout-unsupported", $"API v2.0 cannot book the money paid back with transaction {entry.TransactionId}: its payment lines cannot be refunds.",
                    "Book it in Business Central, or add the gateway to RefundJournals to have a line prepared for a person.", "amount");
        }

        if (_known.TryGetValue(code, out var known))
        {
            return known;
        }

        var query = BcQuery.Set(BcSets.CustomerPaymentJournals) with { Filter = BcQuery.Eq(BcFields.Code, code.Trim().ToUpperInvariant()), Select = BcFields.Id };
        var rows = await client.ListAsync(query, ct).ConfigureAwait(false);
        return rows.Count > 0 ? _known[code] = rows[0].Id : throw BcException.Of(
            FaultKind.Invalid, "bc.journal-missing", $"Business Central has no customer payment journal '{code}'.", "Create the journal batch with its balancing account, or correct the setting.", "gateway");
    }
}
