namespace ErpSync.Reconciliation.Settings;

/// <summary>When roundings that go one way raise an alarm: chance goes both ways, a wrong rule goes one.</summary>
public sealed record RoundingTrendLimit
{
    /// <summary>Fewest rounding differences that are judged. Default 10.</summary>
    public int MinCount { get; init; } = 10;

    /// <summary>Share with the same sign, percent. Default 90.</summary>
    public decimal SameSignPercent { get; init; } = 90m;
}
