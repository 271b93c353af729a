using System.Collections.Immutable;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>All books of a company. A fork shares everything until it changes something, so a refused event costs nothing and leaves no trace.</summary>
internal sealed class CompanyBooks
{
    private HashSet<string>? _owned;

    public ImmutableDictionary<string, OrderBook> Orders { get; set; } = ImmutableDictionary.Create<string, OrderBook>(StringComparer.Ordinal);

    public ImmutableDictionary<string, string> Seen { get; set; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    public ImmutableDictionary<string, PaymentBook> Payments { get; set; } = ImmutableDictionary.Create<string, PaymentBook>(StringComparer.Ordinal);

    public ImmutableDictionary<string, CardBook> GiftCards { get; set; } = ImmutableDictionary.Create<string, CardBook>(StringComparer.Ordinal);

    public ImmutableDictionary<string, decimal> StoreCredits { get; set; } = ImmutableDictionary.Create<string, decimal>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<ClearingKey, ClearingItem> Clearing { get; set; } = ImmutableSortedDictionary<ClearingKey, ClearingItem>.Empty;

    public ImmutableHashSet<ClearingKey> PaidOut { get; set; } = [];

    public ImmutableSortedDictionary<ClearingKey, ClearingItem> Reserves { get; set; } = ImmutableSortedDictionary<ClearingKey, ClearingItem>.Empty;

    public ImmutableDictionary<string, DisputeBook> Disputes { get; set; } = ImmutableDictionary.Create<string, DisputeBook>(StringComparer.Ordinal);

    public ImmutableDictionary<string, decimal> Breakage { get; set; } = ImmutableDictionary.Create<string, decimal>(StringComparer.Ordinal);

    public ImmutableList<JournalEntry> Journals { get; set; } = [];

    public ImmutableHashSet<JournalRef> CorrectedJournals { get; set; } = [];

    public CompanyBooks Fork()
    {
        var copy = (CompanyBooks)MemberwiseClone();
        copy._owned = new HashSet<string>(StringComparer.Ordinal);
        return copy;
    }

    /// <summary>The order's book, to be changed in this fork only.</summary>
    public OrderBook Own(string id)
    {
        var book = Orders[id];
        if (_owned is not null && _owned.Add(id))
        {
            book = book.Clone();
            Orders = Orders.SetItem(id, book);
        }

        return book;
    }
}

internal sealed record PaymentBook(string Order, string Gateway, decimal Captured, decimal Refunded);

internal sealed record CardBook(decimal Balance, bool IsSinglePurpose);

internal sealed record ClearingItem(Currency Currency, Dual Amount);

internal readonly record struct ClearingKey(string Gateway, string Type, string Reference) : IComparable<ClearingKey>
{
    public int CompareTo(ClearingKey other) =>
        string.CompareOrdinal(Gateway, other.Gateway) is var byGateway and not 0 ? byGateway
        : string.CompareOrdinal(Type, other.Type) is var byType and not 0 ? byType
        : string.CompareOrdinal(Reference, other.Reference);
}

internal sealed record DisputeBook(string Order, string Gateway, Currency Currency, Dual Amount, Dual Fee, bool IsClosed);
