namespace ErpSync.Demand;

/// <summary>A known order line and what happened to it, in base units or kits.</summary>
internal sealed class OrderLine(string channel, DateOnly date, string item, decimal ordered)
{
    public string Channel { get; } = channel;

    public DateOnly Date { get; } = date;

    public string Item { get; } = item;

    public decimal Ordered { get; } = ordered;

    public decimal Cancelled { get; set; }

    public decimal Shipped { get; set; }

    public decimal Returned { get; set; }
}
