using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>Reads the status words of the three kinds. A word that is not known is never taken for editable.</summary>
internal static class DocumentStatus
{
    public const string Draft = "Draft";
    public const string InReview = "In_x0020_Review";
    public const string Open = "Open";
    public const string Paid = "Paid";

    /// <summary>An open document that nobody has released or posted.</summary>
    public static bool IsEditable(BcEntity header) => header.Text(BcFields.Status) is Draft;

    /// <summary>Invoices and credit memos: "Open" means posted and unpaid. Orders: "Open" means released.</summary>
    public static bool IsPosted(SalesDocumentKind kind, BcEntity header) =>
        kind != SalesDocumentKind.SalesOrder && header.Text(BcFields.Status) is not (Draft or InReview or "_x0020_" or "");

    public static SalesDocumentStatus Read(SalesDocumentKind kind, BcEntity header, IReadOnlyList<BcEntity> lines)
    {
        if (kind != SalesDocumentKind.SalesOrder)
        {
            return IsPosted(kind, header) ? SalesDocumentStatus.Posted : IsEditable(header) ? SalesDocumentStatus.Open : SalesDocumentStatus.Released;
        }

        if (lines.Any(line => line.Decimal(BcFields.ShippedQuantity) != 0 || line.Decimal(BcFields.InvoicedQuantity) != 0))
        {
            return SalesDocumentStatus.PartlyPosted;
        }

        return IsEditable(header) ? SalesDocumentStatus.Open : SalesDocumentStatus.Released;
    }
}
