using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Planning.Documents.Settings;

/// <summary>How shop orders become ERP documents for one shop and one company.</summary>
public sealed record DocumentSettings
{
    /// <summary>Time zone whose days are document, posting and due dates. Default UTC.</summary>
    public TimeZoneInfo CompanyTimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Side of the money pair for new orders; an order that is written keeps its own. Default shop money.</summary>
    public CurrencyHandling CurrencyHandling { get; init; }

    /// <summary>Makes an invoice instead of an order when everything on it is fulfilled. Default true.</summary>
    public bool CreateInvoiceWhenFulfilled { get; init; } = true;

    /// <summary>ERP items by variant id or SKU; the variant id is asked first. Default empty: an article that is not found holds its document.</summary>
    public IReadOnlyDictionary<string, ItemTarget> Items { get; init; } = new Dictionary<string, ItemTarget>(StringComparer.Ordinal);

    /// <summary>Lines without an article. Default: hold.</summary>
    public CustomItemPolicy CustomItem { get; init; }

    /// <summary>Targets by shipping title; others go to the shipping income account.</summary>
    public IReadOnlyDictionary<string, LineTarget> ShippingMapping { get; init; } = new Dictionary<string, LineTarget>(StringComparer.Ordinal);

    /// <summary>ERP location codes by shop location.</summary>
    public IReadOnlyDictionary<string, string> Locations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>ERP location for items without a mapped one, or null for none.</summary>
    public string? DefaultLocation { get; init; }

    /// <summary>ERP location of returned units, or null for none.</summary>
    public string? ReturnLocation { get; init; }

    /// <summary>Where returned units are booked. Default: where they came back to, then <see cref="ReturnLocation"/>.</summary>
    public ReturnLocationPriority ReturnLocationPriority { get; init; }

    /// <summary>What a tip is. Default: owed to staff.</summary>
    public TipTreatment TipTreatment { get; init; }

    /// <summary>Tax that the sales channel owes. Default: left out.</summary>
    public FacilitatorMethod FacilitatorMethod { get; init; }

    /// <summary>Whose tax amounts documents carry. Default: those charged.</summary>
    public TaxStrategy TaxStrategy { get; init; }

    /// <summary>Largest difference between charged and recomputed tax of one document, in minor units. Default 5.</summary>
    public int RoundingCapMinorUnits { get; init; } = 5;

    /// <summary>Largest unexplained difference between a new order document and the order's total that becomes a rounding line, in minor units. Default 0: none.</summary>
    public int TotalToleranceMinorUnits { get; init; }

    /// <summary>Orders that change after their document was written. Default: update while it is open.</summary>
    public OrderChangePolicy OrderChange { get; init; }

    /// <summary>Whether refunds become documents. Default: yes.</summary>
    public RefundMode RefundMode { get; init; }

    /// <summary>Kind of refund documents. Default: credit memo.</summary>
    public RefundDocument RefundDocument { get; init; }

    /// <summary>Refunds whose payment differs from their parts. Default: hold.</summary>
    public RefundBalance RefundBalance { get; init; }

    /// <summary>Where exchange items go. Default: a document of their own.</summary>
    public ExchangeDocument ExchangeDocument { get; init; }

    /// <summary>ERP return reason codes by shop reason.</summary>
    public IReadOnlyDictionary<string, string> ReturnReasons { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Puts a comment line with the order name first on every new document. Default false.</summary>
    public bool OrderNumberComment { get; init; }

    /// <summary>Asks the ERP to use the shop's order number for the order document. Default false.</summary>
    public bool UseShopOrderNumber { get; init; }

    /// <summary>How the posting date is chosen. Default: the document date.</summary>
    public PostingDatePolicy PostingDate { get; init; }

    /// <summary>First day postings are allowed on, or null; earlier posting dates are moved to it.</summary>
    public DateOnly? PostingAllowedFrom { get; init; }

    /// <summary>ERP payment method codes by gateway.</summary>
    public IReadOnlyDictionary<string, string> PaymentMethods { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Suggests how payments settle posted documents. Default false.</summary>
    public bool SuggestPayments { get; init; }

    /// <summary>Roles that have no account yet; a document that needs one is held.</summary>
    public IReadOnlySet<AccountRole> UnmappedRoles { get; init; } = new HashSet<AccountRole>();
}
