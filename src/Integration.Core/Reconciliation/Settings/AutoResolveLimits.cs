namespace ErpSync.Reconciliation.Settings;

/// <summary>
/// Limits on what a run may resolve by itself: rounding differences and realised exchange differences, nothing else. A missing document is run again and
/// never made up. Bounds are inclusive.
/// </summary>
public sealed record AutoResolveLimits
{
    /// <summary>False leaves everything open. Default true.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Largest single difference. Default 1.00.</summary>
    public decimal PerItemCap { get; init; } = 1.00m;

    /// <summary>Most per run and currency. Default 10.00.</summary>
    public decimal PerRunCap { get; init; } = 10.00m;

    /// <summary>Most rounding per month. Default 10.00.</summary>
    public decimal RoundingMonthlyCap { get; init; } = 10.00m;

    /// <summary>Rounding that earlier runs of the month resolved. Default 0.</summary>
    public decimal RoundingUsed { get; init; }
}
