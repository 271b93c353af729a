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
}
