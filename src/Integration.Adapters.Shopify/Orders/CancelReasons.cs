using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>Reasons for which a shop cancels orders.</summary>
internal static class CancelReasons
{
    /// <summary>The cause; null for an order that stands. A reason that is not known is <see cref="CancelCause.Other"/>.</summary>
    public static CancelCause? CauseOf(DateTimeOffset? cancelledAt, string? reason) => cancelledAt is null ? null : reason?.ToUpperInvariant() switch
    {
        "CUSTOMER" => CancelCause.Customer,
        "INVENTORY" => CancelCause.OutOfStock,
        "FRAUD" => CancelCause.Fraud,
        _ => CancelCause.Other,
    };
}
