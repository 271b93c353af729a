using ErpSync.Finance.Accounts;
using ErpSync.Finance.Histories;
using ErpSync.Finance.Journal;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Live;

/// <summary>Which systems are compared and how their books are kept.</summary>
public sealed class ReconciliationOptions
{
    /// <summary>Connection id of the shop. Required.</summary>
    public string Shop { get; set; } = "";

    /// <summary>Connection id of the ERP. Required; it reads documents and the general ledger.</summary>
    public string Erp { get; set; } = "";

    /// <summary>Company, currency, policies, gateways and calendar of the books. Required.</summary>
    public FinanceSetup? Setup { get; set; }

    /// <summary>How facts of orders become events of the books; see <see cref="FollowDocuments"/>. Unit costs are read from the ERP when <see cref="CompareCost"/> is set.</summary>
    public OrderHistorySettings Histories { get; set; } = new();

    /// <summary>Prefix of the external document numbers, as in <see cref="OrderSyncOptions.ExternalNumberPrefix"/>. Default empty.</summary>
    public string ExternalNumberPrefix { get; set; } = "";

    /// <summary>
    /// Orders placed before this instant are not compared, unless the ERP has documents of them, as in <see cref="OrderSyncOptions.OrdersFrom"/>. Null (default) compares every order.
    /// </summary>
    public DateTimeOffset? OrdersFrom { get; set; }

    /// <summary>
    /// True compares output tax by jurisdiction and code: what the orders charge with the taxes on the ERP's documents, and those with the ledger's accounts of
    /// <see cref="AccountRole.OutputTax"/>. Default true; left out when the ERP's connection does not tell the taxes of posted documents
    /// (<see cref="SalesDocumentState.PostedDocuments"/>).
    /// </summary>
    public bool CompareTax { get; set; } = true;

    /// <summary>
    /// Roles whose accounts are rolled forward: opening balance, movements by kind of document, and the open balance of every order, against the ledger. Default what orders
    /// leave open on the balance sheet: receivables, money held, overpayments, gift cards, store credit, refunds owed and the clearing of gateways. Every account that the map
    /// leads one of them to is rolled forward as a whole; roles without an account are left out. Empty for none.
    /// </summary>
    public ISet<AccountRole> RollForward { get; } = new SortedSet<AccountRole>
    {
        AccountRole.AR, AccountRole.ContractLiability, AccountRole.CustomerOverpayments, AccountRole.GiftCardLiability, AccountRole.StoreCreditLiability, AccountRole.RefundLiability,
        AccountRole.GatewayClearing,
    };

    /// <summary>True reads unit costs of the ERP's items and compares cost of goods and inventory. Default false: many ERPs post cost later, in batches.</summary>
    public bool CompareCost { get; set; }

    /// <summary>True compares the stock that both systems show. Default false. Needs a shop that shows the ERP's number as it is.</summary>
    public bool CompareStock { get; set; }

    /// <summary>
    /// True reads the payouts of the shop's payment provider and compares each with the transactions it carries. Default false. Needs a shop connection that reads
    /// payouts. Bank lines come through <see cref="IReconciliationRecords"/>, with the sections <c>Bank</c> and <c>InTransit</c>.
    /// </summary>
    public bool ComparePayouts { get; set; }

    /// <summary>Tolerances, deadlines and limits.</summary>
    public ReconciliationSettings Settings { get; set; } = new();

    /// <summary>Version of the rules of this host; part of every report. Raise it when accounts, policies or limits change. Default 1.</summary>
    public int RulesetVersion { get; set; } = 1;

    /// <summary>
    /// Takes over from the flow of orders what the books must know: prefix and first day, currency side, whether and when payments are booked (receipts follow the invoice), and that an ERP
    /// whose documents carry free-text lines on an account invoices them, gift cards and services with the last goods.
    /// </summary>
    /// <param name="orders">Options given to <c>SyncOrders</c>.</param>
    public ReconciliationOptions FollowDocuments(OrderSyncOptions orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ExternalNumberPrefix = orders.ExternalNumberPrefix;
        OrdersFrom = orders.OrdersFrom;
        Histories = Histories with
        {
            CurrencyHandling = orders.Documents.CurrencyHandling,
            Receipts = orders.Payments == PaymentBooking.None ? ReceiptMoment.NotBooked : ReceiptMoment.AfterInvoice,
            RefundPayments = orders.Payments == PaymentBooking.ReceiptsAndRefunds,
            Unshipped = UnshippedDelivery.WithLastGoods,
            CustomItemsShip = false,
        };
        return this;
    }

    internal IEnumerable<string> Validate()
    {
        if (Shop.Length == 0 || Erp.Length == 0)
        {
            yield return "ESY2131: ReconciliationOptions.Shop and .Erp must name connections. Set both to the ids given to AddConnection.";
        }

        if (Setup is null)
        {
            yield return "ESY2132: ReconciliationOptions.Setup is missing. Give the company, its currency, policies and gateways.";
        }
    }
}
