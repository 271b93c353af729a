using ErpSync.Adapters.BusinessCentral.Api;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>Whether an invoice can still be applied to. A paid one cannot: what refers to it is refused when it is posted.</summary>
internal sealed class InvoiceApplication(BcClient client)
{
    /// <summary>True while something of the posted invoice is unpaid.</summary>
    public async Task<bool> IsOpenAsync(string number, CancellationToken ct) =>
        (await client.ListAsync(BcQuery.Set(BcSets.SalesInvoices) with { Filter = BcQuery.Eq(BcFields.Number, number), Select = $"{BcFields.Number},{BcFields.RemainingAmount}" }, ct).ConfigureAwait(false))
            .Any(invoice => invoice.Decimal(BcFields.RemainingAmount) > 0);
}
