using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>Sets and properties in which the kinds of documents differ.</summary>
internal sealed record DocumentSets(SalesDocumentKind Kind, string Set, string Lines, string DateField, bool HasShipTo, bool WritesPricesIncludeTax)
{
    private static readonly DocumentSets Orders =
        new(SalesDocumentKind.SalesOrder, BcSets.SalesOrders, BcSets.SalesOrderLines, BcFields.OrderDate, HasShipTo: true, WritesPricesIncludeTax: true);

    private static readonly DocumentSets Invoices =
        new(SalesDocumentKind.SalesInvoice, BcSets.SalesInvoices, BcSets.SalesInvoiceLines, BcFields.InvoiceDate, HasShipTo: true, WritesPricesIncludeTax: false);

    private static readonly DocumentSets CreditMemos =
        new(SalesDocumentKind.CreditMemo, BcSets.SalesCreditMemos, BcSets.SalesCreditMemoLines, BcFields.CreditMemoDate, HasShipTo: false, WritesPricesIncludeTax: false);

    public static DocumentSets Of(SalesDocumentKind kind) => kind switch
    {
        SalesDocumentKind.SalesOrder => Orders,
        SalesDocumentKind.SalesInvoice => Invoices,
        SalesDocumentKind.CreditMemo => CreditMemos,
        _ => throw BcException.Of(FaultKind.Invalid, "bc.kind-unsupported", $"Business Central's API v2.0 cannot write documents of kind {kind}.",
            "Use a credit memo, or a companion extension for return orders.", "kind"),
    };

    public BcQuery Record(Guid id) => BcQuery.Record(Set, id) with { Expand = Lines };

    public BcQuery Line(Guid id) => BcQuery.Record(Lines, id);
}
