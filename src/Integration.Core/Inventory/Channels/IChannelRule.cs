namespace ErpSync.Inventory;

/// <summary>One step from a pool's figure to the number a channel is told. Pure; the result is rounded down to the item's scale by the caller.</summary>
public interface IChannelRule
{
    /// <summary>Units of each SKU set apart for the channel, or null when the rule sets none apart.</summary>
    decimal? Quota => null;

    /// <summary>Applies the rule.</summary>
    /// <param name="value">Value so far.</param>
    /// <param name="channelBase">Value the rules started from.</param>
    decimal Apply(decimal value, decimal channelBase);
}
