using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>How the units of an order line move from what the ledger holds to what the order says.</summary>
internal sealed class LineMove
{
    private readonly Func<string, decimal> _kept;

    /// <param name="line">What the order says.</param>
    /// <param name="kept">What the ledger holds, by state.</param>
    /// <param name="refused">Whether units that are not claimed yet are refused.</param>
    public LineMove(OrderStockLine line, Func<string, decimal> kept, bool refused)
    {
        _kept = kept;
        var left = line.Shipped + line.Returned - kept("shipped") - kept("returned");
        Line = refused ? line with { Refused = Math.Max(0m, line.Reserved - kept("reserved") - Math.Max(0m, -left)) } : line;
        Reserved = Line.Reserved - Line.Refused - kept("reserved");
        // Claimed units that left stay taken until the owner's level surely contains their issue; units that were never claimed left before.
        Issued = line.Role == StockLineRole.Kit ? 0m : Reserved < 0m && left > 0m ? Math.Min(-Reserved, left) : Reserved > 0m && left < 0m ? -Math.Min(Reserved, -left) : 0m;
    }

    public OrderStockLine Line { get; }

    /// <summary>Change of the claim.</summary>
    public decimal Reserved { get; }

    /// <summary>Claimed units that left.</summary>
    public decimal Issued { get; }

    /// <summary>Whether units were shipped.</summary>
    public bool HasLeft => Line.Shipped + Line.Returned > 0m;

    /// <summary>Whether what others can sell depends on the line, or did: an order that is over when it is first read never claimed anything.</summary>
    public bool Concerns => Line.Reserved > Line.Refused || (_kept("requested") != 0m && (HasLeft || Line.Released > 0m));

    /// <summary>Change of what can be promised to others.</summary>
    public decimal Free => Line.Role == StockLineRole.Kit ? 0m : -Reserved - Issued;

    /// <summary>Entries of the line and of its shop.</summary>
    public IEnumerable<StockChange> Changes(string shop, string prefix) => Line.States
        .Select(state => (state.State, Units: state.Units - _kept(state.State)))
        .Where(static move => move.Units != 0m)
        .SelectMany(move => new[]
        {
            new StockChange(Line.Sku, $"{prefix}{Line.Line}/{move.State}", move.Units),
            new StockChange(Line.Sku, Line.Role == StockLineRole.Component ? StockAccounts.KitClaimsOf(shop, move.State) : StockAccounts.ClaimsOf(shop, move.State), move.Units),
        });
}
