namespace ErpSync.Inventory;

/// <summary>The number each channel should be told.</summary>
internal sealed class ChannelFigures(BookState state, Availability availability, ClaimDesk desk)
{
    public decimal SellingUnit(string channel, string sku) => desk.SellingUnit(sku, channel);

    public IEnumerable<string> KitsOf(string sku) =>
        state.Setup.Items.Keys.Where(item => state.Item(item).Kit is { } kit && (kit.IsVirtual || kit.AssembleToOrder) && kit.Components.ContainsKey(sku));

    public decimal Value(string channel, string sku)
    {
        var settings = state.Setup.Channels[channel];
        var item = state.Item(sku);
        var scale = item.Kit is { IsVirtual: true } ? 0 : item.Scale;
        var start = availability.ChannelBase(state.Sku(sku), settings.Pool, channel, Math.Max(0m, availability.Atp(sku, settings.Pool)));
        var value = start;
        foreach (var rule in settings.Rules)
        {
            value = StockQuantity.Floor(rule.Apply(value, start), scale);
        }

        if (settings.PublishAs == PublishedQuantity.OnHand)
        {
            value += Committed(channel, sku);
        }

        var unit = SellingUnit(channel, sku);
        return unit == 1m ? StockQuantity.Floor(value, scale) : StockQuantity.Times(value, unit);
    }

    /// <summary>Units that the channel itself keeps for its open orders.</summary>
    public decimal Committed(string channel, string sku)
    {
        if (state.Recipe(sku) is { } recipe)
        {
            return recipe.Keys.SelectMany(part => state.Sku(part).Active)
                .Where(claim => claim.Owner.Channel == channel && claim.Line.Sku == sku)
                .Select(static claim => claim.Line).Distinct()
                .Sum(static line => line.Least(static claim => claim.Reserved + claim.Allocated + claim.Backordered));
        }

        var book = state.Sku(sku);
        return ((ReadOnlySpan<StockAccountKind>)
            [
                StockAccountKind.Reserved, StockAccountKind.Allocated, StockAccountKind.Picked, StockAccountKind.Backordered, StockAccountKind.BackorderedByErp,
            ]).ToArray().Sum(kind => book.InChannel(channel, kind));
    }
}
