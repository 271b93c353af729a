namespace ErpSync.Sandbox.Shopify.State;

/// <summary>One line of an order with what edits and refunds took from it.</summary>
internal sealed class LineState
{
    public required long Id { get; init; }

    public required string Title { get; init; }

    public string? Sku { get; init; }

    public ItemState? Item { get; init; }

    public bool IsGiftCard { get; init; }

    public bool IsTip { get; init; }

    public bool RequiresShipping { get; init; }

    public bool Taxable { get; init; }

    public long? ExchangeOf { get; init; }

    public required int Quantity { get; set; }

    public required Bag UnitPrice { get; init; }

    public List<AllocationState> Allocations { get; } = [];

    public List<TaxState> Taxes { get; } = [];

    public Portion Edited { get; set; }

    public Portion Refunded { get; set; }

    public int Fulfilled { get; set; }

    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    public int CurrentQuantity => Quantity - Edited.Quantity - Refunded.Quantity;

    public Bag OriginalTotal => UnitPrice * Quantity;

    public Bag Discount => Bag.Sum(Allocations.Select(allocation => allocation.Amount));

    public Bag Discounted => OriginalTotal - Discount;

    public Bag Tax => Bag.Sum(Taxes.Select(tax => tax.Amount));

    /// <summary>What is left after edits and refunds.</summary>
    public Portion Current => new(
        CurrentQuantity,
        Discounted - Edited.Amount - Refunded.Amount,
        Tax - Edited.Tax - Refunded.Tax);

    /// <summary>The next units to go: the last ones take exactly what is left, so nothing is ever lost to rounding.</summary>
    public Portion Take(int quantity, MoneyRules money)
    {
        var current = Current;
        if (quantity < 0 || quantity > current.Quantity)
        {
            throw new ArgumentOutOfRangeException(nameof(quantity), quantity, $"Line '{Title}' has {current.Quantity} units left; take at most these.");
        }

        return new Portion(quantity, money.Part(current.Amount, quantity, current.Quantity), money.Part(current.Tax, quantity, current.Quantity));
    }
}
