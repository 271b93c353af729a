namespace ErpSync.Model;

/// <summary>A gift card that was sold with an order.</summary>
/// <param name="Id">Id in the shop.</param>
/// <param name="LineId">Id of the order line that sold it.</param>
/// <param name="Balance">Unused balance now.</param>
public sealed record SoldGiftCard(string Id, string LineId, MoneyPair Balance);
