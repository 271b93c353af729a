namespace ErpSync.Reconciliation.Sections;

/// <summary>What roundings can explain.</summary>
internal static class Tolerance
{
    /// <summary>Half a minor unit per rounding, at most the cap.</summary>
    public static decimal Of(RunContext context, BalanceUnit unit, int roundings) => Of(context.MinorUnit(unit), roundings, context.Settings.RoundingCap);

    public static decimal Of(decimal minorUnit, int roundings, decimal cap) => Math.Min(0.5m * minorUnit * roundings, cap);
}
