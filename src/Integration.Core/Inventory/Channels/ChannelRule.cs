namespace ErpSync.Inventory;

/// <summary>The usual channel rules. They compose from left to right.</summary>
public static class ChannelRule
{
    /// <summary>The value as it is.</summary>
    public static IChannelRule Shared { get; } = new SharedRule();

    /// <summary>Keeps units back from the channel.</summary>
    /// <param name="units">Units.</param>
    public static IChannelRule HoldBack(decimal units) => new HoldBackRule(NotNegative(units));

    /// <summary>Shows no more than a number of units.</summary>
    /// <param name="units">Units.</param>
    public static IChannelRule Cap(decimal units) => new CapRule(NotNegative(units));

    /// <summary>Shows a share.</summary>
    /// <param name="percent">Percent, not negative.</param>
    public static IChannelRule Percent(decimal percent) => new PercentRule(NotNegative(percent));

    /// <summary>Sets units of each SKU apart: the channel can sell these and no more, others cannot sell them.</summary>
    /// <param name="units">Units.</param>
    public static IChannelRule Quota(decimal units) => new QuotaRule(NotNegative(units));

    /// <summary>Closes the channel when the pool's figure is small.</summary>
    /// <param name="threshold">Closed at or below it.</param>
    public static IChannelRule CloseBelow(decimal threshold) => new CloseBelowRule(NotNegative(threshold));

    private static decimal NotNegative(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value;
    }

    private sealed record SharedRule : IChannelRule
    {
        public decimal Apply(decimal value, decimal channelBase) => value;
    }

    private sealed record HoldBackRule(decimal Units) : IChannelRule
    {
        public decimal Apply(decimal value, decimal channelBase) => Math.Max(0m, value - Units);
    }

    private sealed record CapRule(decimal Units) : IChannelRule
    {
        public decimal Apply(decimal value, decimal channelBase) => Math.Min(value, Units);
    }

    private sealed record PercentRule(decimal Share) : IChannelRule
    {
        public decimal Apply(decimal value, decimal channelBase) => value * Share / 100m;
    }

    private sealed record QuotaRule(decimal Units) : IChannelRule
    {
        decimal? IChannelRule.Quota => Units;

        public decimal Apply(decimal value, decimal channelBase) => value;
    }

    private sealed record CloseBelowRule(decimal Threshold) : IChannelRule
    {
        public decimal Apply(decimal value, decimal channelBase) => channelBase <= Threshold ? 0m : value;
    }
}
