using ErpSync.Adapters.BusinessCentral.Api;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>A document found by its external number.</summary>
/// <param name="Ref">Its id; for the invoices of an order the order's.</param>
/// <param name="Open">The open document, or null when only posted ones are left.</param>
/// <param name="Posted">Its posted documents.</param>
internal sealed record DocumentHit(DocumentRef Ref, BcEntity? Open, IReadOnlyList<BcEntity> Posted)
{
    /// <summary>Sum with tax of its posted documents.</summary>
    public decimal PostedTotal => Posted.Sum(static posted => posted.Decimal(BcFields.TotalIncludingTax));

    public IEnumerable<BcEntity> Records => Open is { } open ? Posted.Prepend(open) : Posted;
}
