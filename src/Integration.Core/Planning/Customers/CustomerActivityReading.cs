using ErpSync.Model;

namespace ErpSync.Planning.Customers;

/// <summary>What is known about an order whose story is told.</summary>
/// <param name="Order">The order; null when it is gone from the shop.</param>
/// <param name="Written">What was told or withheld before.</param>
/// <param name="Consent">What is known of the customer's consent.</param>
public sealed record CustomerActivityReading(Order? Order, IReadOnlyList<WrittenRecord> Written, ConsentReading Consent);
