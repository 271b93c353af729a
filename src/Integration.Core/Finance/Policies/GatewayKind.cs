namespace ErpSync.Finance.Policies;

/// <summary>What a means of payment is.</summary>
public enum GatewayKind
{
    /// <summary>A payment provider that pays out later. Default for unlisted names.</summary>
    Gateway,

    /// <summary>A marketplace that pays out later.</summary>
    Marketplace,

    /// <summary>Cash.</summary>
    Cash,

    /// <summary>Straight to the bank.</summary>
    Bank,

    /// <summary>Gift cards of the shop where the payment does not say which card it was: they lessen what is owed to the holders of cards.</summary>
    GiftCard,

    /// <summary>Store credit where the payment does not say whose it was.</summary>
    StoreCredit,
}
