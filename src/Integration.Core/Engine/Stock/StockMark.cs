using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>
/// What the ledger held before an owner's levels were read. A shop hears of a shipment after the goods were issued, so a level contains at least the issues of all
/// units that were booked as shipped by then.
/// </summary>
/// <param name="Issued">Issued units by SKU; a SKU that is missing was not asked for.</param>
/// <param name="Claims">Claims of all shops.</param>
internal sealed record StockMark(IReadOnlyDictionary<string, decimal> Issued, IReadOnlyList<StockBalance> Claims)
{
    /// <summary>Nothing is known: levels cover nothing new.</summary>
    public static StockMark None { get; } = new(new Dictionary<string, decimal>(), []);
}
