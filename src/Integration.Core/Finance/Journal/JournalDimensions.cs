namespace ErpSync.Finance.Journal;

/// <summary>Dimensions of a journal line; null where a dimension says nothing.</summary>
public readonly record struct JournalDimensions
{
    /// <summary>Dimension <c>order</c>.</summary>
    public string? Order { get; init; }

    /// <summary>Dimension <c>line</c>.</summary>
    public string? Line { get; init; }

    /// <summary>Dimension <c>component</c>.</summary>
    public string? Component { get; init; }

    /// <summary>Dimension <c>taxCode</c>.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Dimension <c>jurisdiction</c>.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>Dimension <c>gateway</c>.</summary>
    public string? Gateway { get; init; }

    /// <summary>Dimension <c>giftCard</c>.</summary>
    public string? GiftCard { get; init; }

    /// <summary>Dimension <c>storeCredit</c>.</summary>
    public string? StoreCredit { get; init; }

    /// <summary>Value of a dimension by its name, or null.</summary>
    /// <param name="name">Name, for example <c>taxCode</c>.</param>
    public string? Get(string name) => name switch
    {
        "order" => Order,
        "line" => Line,
        "component" => Component,
        "taxCode" => TaxCode,
        "jurisdiction" => Jurisdiction,
        "gateway" => Gateway,
        "giftCard" => GiftCard,
        "storeCredit" => StoreCredit,
        _ => null,
    };

    /// <summary>The dimensions with some values replaced.</summary>
    /// <param name="replace">New values by old value, by dimension name.</param>
    public JournalDimensions Replace(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> replace)
    {
        ArgumentNullException.ThrowIfNull(replace);
        return new()
        {
            Order = Swap(replace, "order", Order),
            Line = Swap(replace, "line", Line),
            Component = Swap(replace, "component", Component),
            TaxCode = Swap(replace, "taxCode", TaxCode),
            Jurisdiction = Swap(replace, "jurisdiction", Jurisdiction),
            Gateway = Swap(replace, "gateway", Gateway),
            GiftCard = Swap(replace, "giftCard", GiftCard),
            StoreCredit = Swap(replace, "storeCredit", StoreCredit),
        };
    }

    internal static string? Swap(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> replace, string name, string? value) =>
        value is not null && replace.TryGetValue(name, out var values) && values.TryGetValue(value, out var other) ? other : value;
}
