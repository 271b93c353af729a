namespace ErpSync.Finance.Journal;

/// <summary>Balances that exist before the first event, in functional currency.</summary>
public sealed record OpeningBalances
{
    /// <summary>Charges, refunds and disputes not paid out yet, by gateway and reference.</summary>
    public IReadOnlyList<OpeningItem> Clearing { get; init; } = [];

    /// <summary>Money gateways keep back, by gateway and reference.</summary>
    public IReadOnlyList<OpeningItem> Reserves { get; init; } = [];

    /// <summary>Unused gift cards by id.</summary>
    public IReadOnlyDictionary<string, decimal> GiftCards { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Unused store credit by id.</summary>
    public IReadOnlyDictionary<string, decimal> StoreCredits { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);
}
