using ErpSync.Adapters.BusinessCentral.Api;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>A document found by its external number.</summary>
/// <param name="Ref">Its id; for the invoices of an order the order's.</param>
/// <param name="Open">The open document, or null when only posted ones are left.</param>
/// <param name="PostedTotal">Sum with tax of its posted documents.</param>
internal sealed record DocumentHit(DocumentRef Ref, BcEntity? Open, decimal PostedTotal);
