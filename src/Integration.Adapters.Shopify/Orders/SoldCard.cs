using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>A gift card that was sold with an order.</summary>
/// <param name="Id">Id.</param>
/// <param name="LineId">Order line it was sold with.</param>
/// <param name="Balance">What is left on it, in the one currency of the card.</param>
internal sealed record SoldCard(string Id, string LineId, Money Balance);
