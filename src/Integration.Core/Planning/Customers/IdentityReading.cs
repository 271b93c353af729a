using ErpSync.Model;

namespace ErpSync.Planning.Customers;

/// <summary>What is known about a customer who may be identified to a CRM or CDP.</summary>
/// <param name="Customer">The customer; null when gone from the shop.</param>
/// <param name="Told">What was told before, or null.</param>
/// <param name="Consent">What is known of the consent.</param>
public sealed record IdentityReading(Customer? Customer, WrittenRecord? Told, ConsentReading Consent);
