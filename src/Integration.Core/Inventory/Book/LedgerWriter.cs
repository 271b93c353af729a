namespace ErpSync.Inventory;

/// <summary>
/// The only way to move units: writes the entry and brings the figures along. What a step tries can be taken back until the step is sealed; sealed
/// entries never change.
/// </summary>
internal sealed class LedgerWriter
{
    private readonly List<LedgerEntry> _sealed = [];
    private readonly List<(LedgerEntry Entry, SkuBook Sku, ClaimBook? Claim, DateTimeOffset Since)> _pending = [];

    public string Cause { get; set; } = "";

    public DateTimeOffset Now { get; set; }

    public IReadOnlyList<LedgerEntry> Entries => _sealed;

    public int Mark => _pending.Count;

    public IEnumerable<SkuBook> TouchedSince(int mark) => _pending.Skip(mark).Select(static pending => pending.Sku).Distinct();

    /// <summary>Moves stock; a negative quantity moves it the other way.</summary>
    public void Move(SkuBook sku, StockAccount from, StockAccount to, decimal quantity)
    {
        if (quantity != 0m)
        {
            Write(sku, null, quantity > 0m ? from : to, quantity > 0m ? to : from, Math.Abs(quantity));
        }
    }

    /// <summary>Moves units of a claim from one state to another.</summary>
    public void Claim(ClaimBook claim, StockAccountKind from, StockAccountKind to, decimal quantity, string fromLocation = "", string toLocation = "")
    {
        if (quantity > 0m && (from, fromLocation) != (to, toLocation))
        {
            Write(claim.Sku, claim, new StockAccount(from, fromLocation, claim.Key), new StockAccount(to, toLocation, claim.Key), quantity);
        }
    }

    /// <summary>Takes back everything written since a mark of the current step.</summary>
    public void RollBack(int mark)
    {
        for (var i = _pending.Count - 1; i >= mark; i--)
        {
            var (entry, sku, claim, since) = _pending[i];
            Book(sku, claim, entry.To, -entry.Quantity);
            Book(sku, claim, entry.From, entry.Quantity);
            if (claim is not null)
            {
                claim.Line.Since = since;
            }
        }

        _pending.RemoveRange(mark, _pending.Count - mark);
    }

    /// <summary>Makes the entries of the step final.</summary>
    public IReadOnlyList<LedgerEntry> Seal()
    {
        var entries = _pending.ConvertAll(static pending => pending.Entry);
        _sealed.AddRange(entries);
        _pending.Clear();
        return entries;
    }

    private void Write(SkuBook sku, ClaimBook? claim, StockAccount from, StockAccount to, decimal quantity)
    {
        var entry = new LedgerEntry(_sealed.Count + _pending.Count + 1, Now, Cause, sku.Sku, from, to, quantity);
        _pending.Add((entry, sku, claim, claim?.Line.Since ?? default));
        Book(sku, claim, from, -quantity);
        Book(sku, claim, to, quantity);
        if (claim is not null)
        {
            claim.Line.Since = Now;
        }
    }

    private static void Book(SkuBook sku, ClaimBook? claim, StockAccount account, decimal quantity)
    {
        if (claim is not null)
        {
            claim.Add(account.Kind, account.Location, quantity);
        }
        else
        {
            sku.Add(account, quantity);
        }
    }
}
