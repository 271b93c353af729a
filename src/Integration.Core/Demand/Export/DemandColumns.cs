using System.Globalization;

namespace ErpSync.Demand;

/// <summary>Names of the columns that exports carry beside <c>unique_id</c>, <c>ds</c>, <c>y</c> and <c>mask</c>, in their order.</summary>
public static class DemandColumns
{
    /// <summary>Quantities and ratios: exact decimals, empty when not known.</summary>
    public static IReadOnlyList<(string Name, Func<DemandRowVersion, decimal?> Value)> Numbers { get; } =
    [
        ("ordered_qty", static version => version.Row.Ordered),
        ("cancelled_customer_qty", static version => version.Row.CancelledByCustomer),
        ("cancelled_fraud_test_qty", static version => version.Row.CancelledAsFraudOrTest),
        ("cancelled_oos_qty", static version => version.Row.CancelledOutOfStock),
        ("shipped_qty", static version => version.Row.Shipped),
        ("backordered_qty", static version => version.Row.Backordered),
        ("returned_qty_by_order_date", static version => version.Row.ReturnedByOrderDate),
        ("returned_qty_by_return_date", static version => version.Row.ReturnedByReturnDate),
        ("exchanged_qty", static version => version.Row.Exchanged),
        ("denied_qty", static version => version.Row.Denied),
        ("in_stock_ratio", static version => version.Row.InStockRatio),
        ("opening_atp", static version => version.Row.OpeningAvailable),
        ("closing_atp", static version => version.Row.ClosingAvailable),
        ("completeness", static version => version.Row.Completeness),
    ];

    /// <summary>Flags.</summary>
    public static IReadOnlyList<(string Name, Func<DemandRowVersion, bool> Value)> Flags { get; } =
    [
        ("stockout_flag", static version => version.Row.IsStockout),
        ("censored", static version => version.Row.IsCensored),
        ("substitution_flag", static version => version.Row.IsSubstitution),
        ("is_final", static version => version.IsFinal),
    ];

    /// <summary>Texts and the version.</summary>
    public static IReadOnlyList<(string Name, Func<DemandRowVersion, string> Value)> Texts { get; } =
    [
        ("level", static version => version.Row.Level == DemandLevel.Kit ? "kit" : "component"),
        ("version", static version => version.Version.ToString(CultureInfo.InvariantCulture)),
        ("known_at", static version => version.KnownAt.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture)),
    ];
}
