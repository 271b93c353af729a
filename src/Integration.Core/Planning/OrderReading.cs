using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>What is known about a shop order: the order itself, what was written for it, and what the ERP says about that now.</summary>
/// <param name="Order">The order; null when it is gone from the shop.</param>
/// <param name="Written">Records written before.</param>
/// <param name="States">State of each written document by the id of its record; a document that is gone from the ERP is missing.</param>
/// <param name="Customer">ERP customer of the order's customer, or null when not known yet.</param>
public sealed record OrderReading(
    Order? Order, IReadOnlyList<WrittenRecord> Written, IReadOnlyDictionary<string, SalesDocumentState> States, CustomerRef? Customer)
{
    /// <summary>Signals for other subjects that follow from the reading alone, whatever is planned.</summary>
    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    /// <summary>Units that the order wants and that could not be claimed; empty when the stock policy takes every order.</summary>
    public IReadOnlyList<StockRefusal> Refusals { get; init; } = [];
}
