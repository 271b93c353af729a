using ErpSync.Model;
using ErpSync.Ownership;

namespace ErpSync.Planning.Customers;

/// <summary>What both systems say about a customer's consent, and what was known before.</summary>
public sealed record ConsentReading
{
    /// <summary>Nobody says anything.</summary>
    public static ConsentReading Nothing { get; } = new();

    /// <summary>What the shop says; null when nothing.</summary>
    public MarketingConsent? Shop { get; init; }

    /// <summary>What the CRM or CDP keeps of the customer; null when it does not know the person or cannot be read.</summary>
    public CustomerProfile? Profile { get; init; }

    /// <summary>Ownership state as stored.</summary>
    public OwnershipState Ownership { get; init; } = new();

    /// <summary>The last statement of each system that was judged, by connection id.</summary>
    public IReadOnlyDictionary<string, string> Judged { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What operators ordered, in order.</summary>
    public IReadOnlyList<OwnershipCommand> Commands { get; init; } = [];
}
