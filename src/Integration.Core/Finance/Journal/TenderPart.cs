namespace ErpSync.Finance.Journal;

/// <summary>A means of payment of a sale; one of gateway, gift card and store credit is set.</summary>
/// <param name="Amount">Amount.</param>
/// <param name="Gateway">Gateway, or null.</param>
/// <param name="Payment">Payment id, or null.</param>
/// <param name="GiftCard">Gift card, or null.</param>
/// <param name="StoreCredit">Store credit, or null.</param>
public sealed record TenderPart(decimal Amount, string? Gateway, string? Payment, string? GiftCard, string? StoreCredit);
