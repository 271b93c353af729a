using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning;

/// <summary>How orders of a shop become documents of an ERP.</summary>
public sealed class OrderSyncOptions
{
    /// <summary>Rules of the documents themselves: currency side, mappings, tax and balance policies.</summary>
    public DocumentSettings Documents { get; set; } = new();

    /// <summary>True takes the SKU as item number where <see cref="DocumentSettings.Items"/> names none. Default true.</summary>
    public bool SkuIsItemNumber { get; set; } = true;

    /// <summary>
    /// Put before every external document number, so that several shops can share one ERP: each needs its own, unless <see cref="OrderNamesAreUnique"/>. Upper case, default
    /// empty.
    /// </summary>
    public string ExternalNumberPrefix { get; set; } = "";

    /// <summary>
    /// True when orders of shops that share an ERP can never have the same name, because every shop gives its names a prefix of its own. Default false: two shops with the same
    /// <see cref="ExternalNumberPrefix"/> are then refused at the start, since an order of one would be taken for an order of the other.
    /// </summary>
    public bool OrderNamesAreUnique { get; set; }

    /// <summary>
    /// Orders placed before this instant are left to whoever has booked them: neither they nor their refunds are written. Null (default): every order that the shop shows is
    /// booked, with the first sweep all of its past. Set it when orders were brought into the ERP in another way until now.
    /// </summary>
    public DateTimeOffset? OrdersFrom { get; set; }

    /// <summary>Number of the ERP customer for orders without a customer account. Required when the shop sells to guests; null makes such orders a case.</summary>
    public string? GuestCustomerNumber { get; set; }

    /// <summary>True posts credit memos after they are written. Default true.</summary>
    public bool PostCreditMemos { get; set; } = true;

    /// <summary>True posts invoices that were written as invoices (orders already fulfilled when they arrive), on the day of their last fulfilment. Default true.</summary>
    public bool PostInvoices { get; set; } = true;

    /// <summary>
    /// Which payments are booked. Default <see cref="PaymentBooking.None"/>. Anything else needs a connection that takes payments: for Business Central, a payment
    /// journal per gateway.
    /// </summary>
    public PaymentBooking Payments { get; set; } = PaymentBooking.None;

    /// <summary>True posts a booked payment; false leaves it in the ERP's journal for a person. Default true.</summary>
    public bool PostPayments { get; set; } = true;

    /// <summary>Gateways whose payments are not booked, for example one that finance books from bank statements. Case-insensitive, default none.</summary>
    public ISet<string> GatewaysNotBooked { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who ships. Default the ERP.</summary>
    public FulfilmentExecutor Executor { get; set; } = FulfilmentExecutor.Erp;

    /// <summary>How long a refund may wait for its goods or payment before it becomes a case. Default 30 days.</summary>
    public TimeSpan RefundWaitLimit { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long after the cancellation of an order its money may go back before what stays is a case; counts where no document of the order stands. A refund under way
    /// is waited for as by <see cref="RefundWaitLimit"/>. Default one day.
    /// </summary>
    public TimeSpan CancelledMoneyWaitLimit { get; set; } = TimeSpan.FromDays(1);
}
