using ErpSync.Model;

namespace ErpSync.Finance.Histories;

/// <summary>How the facts of a shop's order become events of the books. Every value not set is the default.</summary>
public sealed record OrderHistorySettings
{
    /// <summary>Side of the money pairs that the documents carry. Default shop money.</summary>
    public CurrencyHandling CurrencyHandling { get; init; }

    /// <summary>When received money is booked. Default on payment.</summary>
    public ReceiptMoment Receipts { get; init; }

    /// <summary>Whether money paid back is booked with the orders. Default true.</summary>
    public bool RefundPayments { get; init; } = true;

    /// <summary>When gift cards, services and free-text lines count as delivered. Default on payment.</summary>
    public UnshippedDelivery Unshipped { get; init; }

    /// <summary>Whether lines without an article are shipped like goods; false treats them as <see cref="Unshipped"/>. Default true.</summary>
    public bool CustomItemsShip { get; init; } = true;

    /// <summary>Whether a refund that takes units back also puts them into stock, as an ERP does whose credit memo is its receipt of goods. Default true.</summary>
    public bool RefundTakesGoodsBack { get; init; } = true;

    /// <summary>Cost of a unit by SKU in the currency of the books. A SKU that is missing has no cost entries. Default none.</summary>
    public IReadOnlyDictionary<string, decimal> UnitCosts { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>
    /// Units of the currency of the books for one unit of a foreign document currency at an instant; null answers are a problem of the order. Default: what the
    /// order's own two totals imply, when one of them is in the currency of the books.
    /// </summary>
    public Func<Currency, DateTimeOffset, decimal?>? Rates { get; init; }
}
