namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>What differs between orders, invoices and credit memos.</summary>
internal sealed record SalesKind(string HeaderSet, string LineSet, string DateProperty, string Caption, string Series, int FirstNumber)
{
    public static SalesKind Order { get; } = new("salesOrders", "salesOrderLines", "orderDate", "Order", "S-ORD", 101001);

    public static SalesKind Invoice { get; } = new("salesInvoices", "salesInvoiceLines", "invoiceDate", "Invoice", "S-INV", 102001);

    public static SalesKind CreditMemo { get; } = new("salesCreditMemos", "salesCreditMemoLines", "creditMemoDate", "Credit Memo", "S-CR", 1001);

    public static IReadOnlyList<SalesKind> All { get; } = [Order, Invoice, CreditMemo];

    public static SalesKind OfHeader(string set) => All.First(kind => kind.HeaderSet == set);
}
