namespace ErpSync.Inventory;

/// <summary>A line with the claim on its SKU, or on each component of its pinned recipe.</summary>
internal sealed class ClaimedLine
{
    private readonly IReadOnlyDictionary<string, decimal>? _recipe;
    private decimal _cancelled;

    public ClaimedLine(ClaimOwner owner, int number, string sku, IReadOnlyDictionary<string, decimal>? recipe, Func<string, SkuBook> books)
    {
        Owner = owner;
        Number = number;
        Sku = sku;
        _recipe = recipe;
        Claims = [.. (recipe?.Keys ?? [sku]).Order(StringComparer.Ordinal).Select(component => new ClaimBook(this, books(component)))];
    }

    public ClaimOwner Owner { get; }

    public int Number { get; }

    public string Sku { get; }

    public IReadOnlyDictionary<string, decimal>? Recipe => _recipe;

    public bool IsKit => _recipe is not null;

    public IReadOnlyList<ClaimBook> Claims { get; }

    public decimal? UnitPrice { get; set; }

    public decimal Ordered { get; set; }

    public decimal Cancelled
    {
        get => _cancelled;
        set
        {
            _cancelled = value;
            foreach (var claim in Claims)
            {
                claim.Sku.Cancelled.Add(this);
            }
        }
    }

    public decimal Compensated { get; set; }

    public decimal Shipped { get; set; }

    public decimal Returned { get; set; }

    public long? AckSequence { get; set; }

    public DateTimeOffset? AckAt { get; set; }

    public string? AckLocation { get; set; }

    public bool OverdueReported { get; set; }

    public List<(decimal Quantity, long Sequence)> ConfirmedCancels { get; } = [];

    /// <summary>Last change of a claim of it.</summary>
    public DateTimeOffset Since { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Base units of a component in one unit of the line.</summary>
    public decimal Per(ClaimBook claim) => _recipe is null ? 1m : _recipe[claim.Sku.Sku];

    /// <summary>Units of the line for which every component has as much.</summary>
    public decimal Least(Func<ClaimBook, decimal> units) => Claims.Min(claim => IsKit ? StockQuantity.Times(Math.Max(0m, units(claim)), Per(claim)) : units(claim));

    /// <summary>Units of the line that are touched when any component has as much.</summary>
    public decimal Most(Func<ClaimBook, decimal> units) => Claims.Max(claim => IsKit ? decimal.Ceiling(units(claim) / Per(claim)) : units(claim));

    public bool SameRecipe(ClaimedLine other) =>
        IsKit == other.IsKit && (_recipe is null || (_recipe.Count == other._recipe!.Count && _recipe.All(part => other._recipe.GetValueOrDefault(part.Key) == part.Value)));
}
